using Spectre.Console;

namespace IncDiv.Cli;

/// <summary>Shows a receipt on a terminal, with colours and tables. Colours only repeat what the words say.</summary>
internal static class ReceiptTerminal
{
    public static void Show(Receipt receipt)
    {
        OutcomeWords outcome = OutcomeWords.For(receipt);
        AnsiConsole.Write(new Markup($"[bold {ColourOf(outcome.Tone)}]{outcome.Sign} {Escaped(outcome.Word)}[/]\n"));
        AnsiConsole.Write(new Markup($"{Escaped(receipt.Summary)}\n[bold]Next:[/] {Escaped(receipt.NextStep)}\n\n"));
        AnsiConsole.Write(new Markup(
            $"{Number(receipt.RowsRead)} rows read = {Number(receipt.RowsAccepted)} accepted + {Number(receipt.RowsRejected)} rejected\n"));
        foreach (QuarterRows quarter in receipt.Quarters)
            AnsiConsole.Write(new Markup($"  {quarter.Quarter}: {Number(quarter.Rows)}\n"));
        foreach (string note in receipt.Notes)
            AnsiConsole.Write(new Markup($"{Escaped(note)}\n"));
        Show("Faults and warnings", ["Code", "Number", "Meaning"], 1, receipt.Counts.Select(c => new[] { c.Code, Number(c.Count), c.Meaning }));
        Show(
            $"First examples, at most {Receipt.MaxExamples} of each kind", ["Code", "Where", "What is wrong and how to put it right"], -1,
            receipt.Examples.Select(i => new[] { i.Code, ReceiptOutput.PlaceOf(i), i.Message }));
        Show(
            $"Compared with the last accepted drop, {receipt.Comparison?.DropId}", ["Fact", "Last drop", "This drop", "Change", "Warning"], -1,
            (receipt.Comparison?.Lines ?? []).Select(l => new[] { l.Fact, l.Last, l.Now, l.Change, l.Warning ?? "none" }));
        string dropped = receipt.DroppedAsPersonal.Count > 0 ? string.Join(", ", receipt.DroppedAsPersonal) : "no column of the file";
        AnsiConsole.Write(new Markup($"\n[bold]Dropped as personal:[/] {Escaped(dropped)}\n"));
        string version = receipt.ContractVersion.ToString(CultureInfo.InvariantCulture);
        AnsiConsole.Write(new Markup($"Drop {receipt.DropId}, {Number(receipt.Bytes)} bytes, contract {Escaped(receipt.Feed)} version {version}.\n"));
    }

    private static void Show(string title, string[] columns, int numbers, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{Escaped(title)}[/]");
        table.Title!.Style = Style.Plain;
        for (int i = 0; i < columns.Length; i++)
            table.AddColumn(new TableColumn(columns[i]) { Alignment = i == numbers ? Justify.Right : Justify.Left });
        foreach (string[] row in rows)
            table.AddRow([.. row.Select(Escaped)]);
        if (table.Rows.Count == 0)
            return;
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
    }

    private static string ColourOf(string tone) => tone switch
    {
        "good" => "green",
        "bad" => "red",
        _ => "yellow",
    };

    private static string Escaped(string text) => Markup.Escape(ReceiptOutput.Printable(text));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
