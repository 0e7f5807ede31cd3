using System.Text;

namespace IncDiv.Cli;

/// <summary>Writes a receipt to standard output, as text or as the JSON that source teams receive.</summary>
internal static class ReceiptOutput
{
    /// <returns>The exit code: 1 if the drop is quarantined or has rejected rows.</returns>
    public static int Show(Receipt receipt, bool json)
    {
        if (json)
            Console.Write(JsonOf(receipt));
        else if (Console.IsOutputRedirected)
            ShowLines(receipt, Console.Out);
        else
            ReceiptTerminal.Show(receipt);
        return CodeOf(receipt);
    }

    /// <summary>Writes the receipts of several drops. As JSON they are the list <c>receipts</c> of one object.</summary>
    /// <returns>The highest exit code of the drops.</returns>
    public static int Show(IReadOnlyList<Receipt> receipts, bool json)
    {
        if (json)
            Console.WriteLine($"{{\"receipts\":[{string.Join(',', receipts.Select(r => JsonOf(r).TrimEnd()))}]}}");
        foreach (Receipt receipt in json ? [] : receipts)
            Show(receipt, json: false);
        return receipts.Max(CodeOf);
    }

    private static string JsonOf(Receipt receipt) => Encoding.UTF8.GetString(ReceiptJson.Write(receipt));

    private static int CodeOf(Receipt receipt) => receipt.Outcome == DropOutcome.Accepted && receipt.RowsRejected == 0 ? ExitCode.Done : ExitCode.Refused;

    /// <summary>Writes the receipt as plain lines, with the content of its page.</summary>
    private static void ShowLines(Receipt receipt, TextWriter output)
    {
        output.WriteLine(OutcomeWords.For(receipt).Word);
        output.WriteLine(receipt.Summary);
        output.WriteLine($"Next: {receipt.NextStep}");
        output.WriteLine(Invariant($"Rows: {receipt.RowsRead:N0} read = {receipt.RowsAccepted:N0} accepted + {receipt.RowsRejected:N0} rejected"));
        foreach (QuarterRows quarter in receipt.Quarters)
            output.WriteLine(Invariant($"  {quarter.Quarter}: {quarter.Rows:N0}"));
        foreach (string note in receipt.Notes)
            output.WriteLine(note);
        if (receipt.Counts.Count > 0)
            output.WriteLine("Faults and warnings:");
        foreach (IssueCount count in receipt.Counts)
            output.WriteLine(Invariant($"  {count.Code}: {count.Count:N0} ({count.Meaning})"));
        if (receipt.Examples.Count > 0)
            output.WriteLine($"First examples, at most {Receipt.MaxExamples} of each kind:");
        foreach (Issue issue in receipt.Examples)
            output.WriteLine($"  {PlaceOf(issue)}: {issue.Code} {Printable(issue.Message)}");
        if (receipt.Comparison is { } comparison)
            output.WriteLine($"Compared with the last accepted drop, {comparison.DropId}:");
        foreach (ComparisonLine line in receipt.Comparison?.Lines ?? [])
            output.WriteLine($"  {line.Fact}: {line.Last} → {line.Now}, {line.Change}{(line.Warning is { } code ? $" ({code})" : "")}");
        output.WriteLine(receipt.DroppedAsPersonal.Count > 0
            ? $"Dropped as personal: {string.Join(", ", receipt.DroppedAsPersonal)}."
            : "Dropped as personal: no column of the file.");
        output.WriteLine(Invariant($"Drop {receipt.DropId}, {receipt.Bytes:N0} bytes, contract {receipt.Feed} version {receipt.ContractVersion}."));
    }

    /// <summary>The location of an issue, as text.</summary>
    public static string PlaceOf(Issue issue) => Invariant($"{(issue.Line is { } line ? $"line {line:N0}, " : "")}{Printable(issue.Column ?? "file")}");

    /// <summary>Removes control characters, which could control the terminal, from a file's text.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
