using IncDiv.Contracts.PackDefinitions;
using Xunit.Abstractions;

namespace IncDiv.Packs.Tests;

/// <summary>Checks packs in the distribution's Chromium: axe-core, requests, width, without JavaScript, by keyboard. INCDIV_SHOTS names a folder for
/// screenshots.</summary>
[Trait("Tier", "Browser")]
public sealed class PackInBrowserTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_browser_finds_nothing_wrong_with_a_pack_of_any_kind()
    {
        Dictionary<string, byte[]> pages = [];
        foreach (PackDefinition pack in ContractSet.Embedded.Packs.Packs)
            pages.Add(pack.Id, Page(SamplePack.Input(SampleRows.All(), pack.Id)));
        pages.Add("home", Home.HomePage.Render(HomePageTests.Input()));
        Assert.Equal("", await LookAsync(pages));
    }

    [Fact]
    public async Task A_browser_finds_nothing_wrong_with_long_names_markup_in_names_and_many_units()
    {
        MeasureRow[] units = [.. Enumerable.Range(1, 60).Select(i => SampleRows.Row(
            "WF-01", "BME share of officers", "workforce", MeasureWindow.Snapshot, "business_group",
            $"<img src=x onerror=alert({i})> {SampleDocument.Long}", Statistic.Level, Unit.Percent, 10, 9, 20, 500))];
        IEnumerable<MeasureRow> named = SampleRows.All().Select(
            r => r.Breakdown is "rank" or "borough" ? r with { Group = $"{SampleDocument.Markup} {SampleDocument.Long} {r.Group}" } : r);
        Assert.Equal("", await LookAsync(new() { ["bad"] = Page(SamplePack.Input([.. named, .. units])) }));
    }

    // Four years with quarters of realistic size: some 9,000 figures. The measurements are in the output of the test.
    [Fact]
    public async Task A_pack_with_four_years_of_history_renders_in_5_seconds_to_a_page_below_3_MB_that_paints_within_a_second()
    {
        MeasureRow[] rows = [.. Enumerable.Range(0, 9_000 / SampleRows.All().Count)
            .SelectMany(i => SampleRows.All().Select(r => r with { MeasureId = i == 0 ? r.MeasureId : $"{r.MeasureId[..^2]}{i:00}{r.MeasureId[^2..]}" }))];
        PackInput input = SamplePack.Input(rows) with { History = SampleHistory.Of(rows, quarters: 16), Controls = SampleHistory.Controls(rows, quarters: 16) };
        byte[] page = [];
        // The first render includes compilation. The best of three counts, because other tests run in parallel.
        double seconds = Enumerable.Range(0, 3).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            page = Page(input);
            return clock.Elapsed.TotalSeconds;
        });
        string painted = await LookAsync(new() { ["paint"] = page }, "--paint");
        output.WriteLine($"{rows.Length} figures: {seconds:F1} s, {page.Length / 1048576.0:F1} MB, first paint in ms: {painted}");
        Assert.InRange(seconds, 0, 5);
        Assert.InRange(page.Length, 500_000, 3 * 1024 * 1024);
        Assert.InRange(int.Parse(painted.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 1, 1_000);
    }

    private static byte[] Page(PackInput input) => PackRenderer.Render(input).Single(f => f.Name == "index.html").Content.ToArray();

    [Fact]
    public async Task The_browser_check_finds_content_that_needs_a_script_or_that_the_keyboard_cannot_reach()
    {
        const string Page = """
            <!DOCTYPE html><html lang="en"><head><title>Wrong</title></head><body><main><h1>Wrong</h1><h2 hidden id="late">Shown by script</h2>
            <div tabindex="0" onkeydown="event.preventDefault()">A trap</div><a href="#late">Out of reach</a>
            <script>document.getElementById('late').hidden = false;</script></main></body></html>
            """;
        string found = await LookAsync(new() { ["wrong"] = System.Text.Encoding.UTF8.GetBytes(Page) });
        Assert.Contains("wrong.html (no script)", found, StringComparison.Ordinal);
        Assert.Contains("wrong.html (keyboard): 1 of 2 controls are not reached", found, StringComparison.Ordinal);
    }

    private static async Task<string> LookAsync(Dictionary<string, byte[]> pages, params string[] options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("incdiv-packs-");
        try
        {
            var start = new ProcessStartInfo("node")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Repository.PathOf("tests/browser"),
            };
            start.ArgumentList.Add("look.mjs");
            Array.ForEach(options, start.ArgumentList.Add);
            if (options.Length == 0 && Environment.GetEnvironmentVariable("INCDIV_SHOTS") is { Length: > 0 } shots)
            {
                start.ArgumentList.Add("--shots");
                start.ArgumentList.Add(shots);
            }
            foreach ((string name, byte[] page) in pages)
            {
                string file = Path.Combine(folder.FullName, name + ".html");
                await File.WriteAllBytesAsync(file, page);
                start.ArgumentList.Add(file);
            }
            using Process node = Process.Start(start)!;
            Task<string> errors = node.StandardError.ReadToEndAsync();
            string found = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return found + await errors;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
