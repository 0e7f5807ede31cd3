using static IncDiv.Resilience.Tests.Infrastructure.Sources;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>Alerts match the messages that the code logs, and the runbook has an entry for each alert.</summary>
public sealed partial class AlertTests
{
    [Fact]
    public void An_alert_looks_for_what_the_code_logs()
    {
        string[] logged = [.. AppSources().SelectMany(f => LogTemplate().Matches(f))
            .Select(m => Placeholder().Replace(m.Groups[1].Value + m.Groups[2].Value, "130.5"))];
        var literals = Alerts().Where(a => a.Query.StartsWith("traces", StringComparison.Ordinal))
            .Select(a => (a.Name, Filter: TraceFilter().Match(a.Query))).ToList();
        Assert.Equal(["oldest-unprocessed-drop", "poisoned-drop", "overdue-pack", "figures-withheld"], literals.Select(l => l.Name));
        Assert.All(literals, l => Assert.Contains(logged, t => l.Filter.Groups[1].Value == "has"
            ? t.Contains(l.Filter.Groups[2].Value, StringComparison.Ordinal)
            : l.Filter.Groups[1].Value == "startswith" && t.StartsWith(l.Filter.Groups[2].Value, StringComparison.Ordinal)));
        // The worker sends only the message, so numbers are parsed from its text.
        Assert.DoesNotContain("customDimensions", Module("monitoring"), StringComparison.Ordinal);
        string extract = Regex.Match(Alerts()[0].Query, "extract\\(@\"([^\"]+)\", 1, message, typeof\\(real\\)\\)").Groups[1].Value;
        Assert.NotEmpty(extract);
        Assert.Equal("130.5", Regex.Match(Assert.Single(logged, t => Regex.IsMatch(t, extract)), extract).Groups[1].Value);
    }

    [Fact]
    public void An_alert_fires_if_nothing_runs_or_a_message_has_used_up_its_tries()
    {
        (string _, string window, string fires, string rows, string query) = Assert.Single(Alerts(), a => a.Name == "nothing-runs");
        Assert.Equal(("PT2H", "LessThan", "1"), (window, fires, rows));
        string function = Regex.Match(query, "^requests \\| where name == \"(\\w+)\"$").Groups[1].Value;
        Assert.Contains(
            FunctionSources(),
            f => f.Contains($"[Function(nameof({function}))]", StringComparison.Ordinal)
                && f.Contains("TimerTrigger(\"%ReconcileSchedule%\")", StringComparison.Ordinal));
        Assert.Contains("'ReconcileSchedule', value: '0 30 * * * *'", Module("functionapp"), StringComparison.Ordinal);
        using JsonDocument host = JsonDocument.Parse(Read("functions/host.json"));
        int tries = host.RootElement.GetProperty("extensions").GetProperty("blobs").GetProperty("poisonBlobThreshold").GetInt32();
        Assert.EndsWith($"failures >= {tries}", Assert.Single(Alerts(), a => a.Name == "function-fails").Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_that_alerts_read_are_never_sampled()
    {
        using JsonDocument host = JsonDocument.Parse(Read("functions/host.json"));
        string kept = host.RootElement.GetProperty("logging").GetProperty("applicationInsights")
            .GetProperty("samplingSettings").GetProperty("excludedTypes").GetString()!;
        string[] read = [.. Alerts().Select(a => a.Query.Split(' ')[0]).Distinct()];
        Assert.Equal(["traces", "requests"], read);
        Assert.Subset(kept.Split(';').ToHashSet(), read.Select(r => r == "traces" ? "Trace" : "Request").ToHashSet());
    }

    [Fact]
    public void The_runbook_has_a_line_for_each_alert()
    {
        string[] alerts = [.. Alerts().Select(a => a.Name), Regex.Match(Module("storage"), @"name: '\$\{account\}-([a-z-]+)'").Groups[1].Value];
        Assert.Equal(alerts.Order(StringComparer.Ordinal), Matches("docs/operations.md", AlertLine()).Order(StringComparer.Ordinal));
    }

    private static (string Name, string Window, string Fires, string Rows, string Query)[] Alerts() =>
        [.. Alert().Matches(Module("monitoring")).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value, m.Groups[5].Value))];

    [GeneratedRegex("""Log(?:Information|Warning|Error)\("([^"]+)"|nameof\(\w+\)\), "([^"]+)"\)""")]
    private static partial Regex LogTemplate();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\{ name: '([a-z-]+)', window: '(\w+)', fires: '(\w+)', rows: (\d+), query: '([^']+)' \}""")]
    private static partial Regex Alert();

    [GeneratedRegex("message (has|startswith) \"([^\"]+)\"")]
    private static partial Regex TraceFilter();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| .* \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex AlertLine();
}
