using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace IncDiv.Contracts.Reference;

/// <summary>The data dictionary, docs/reference/data-dictionary.md: a description of the contracts for the teams that build extracts.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A data dictionary is a document, not a collection.")]
public static class DataDictionary
{
    /// <summary>The whole dictionary as Markdown.</summary>
    public static string ToMarkdown(FeedCatalogue catalogue)
    {
        var text = new StringBuilder();
        text.Append("# Data dictionary\n\n");
        text.Append("Generated from the feed contracts (`shared/Contracts/Feeds`, `shared/Contracts/CodeLists`); a test checks that it is up to date. ");
        text.Append("Change the YAML, not this file.\n\n");
        text.Append("Classes: DI direct identifier, dropped · KEY identifier that becomes a keyed pseudonym · QI quasi-identifier · ");
        text.Append("SA special-category attribute · FT free text, of which only \"was given\" is kept · M measure · W weight.\n");
        text.Append("Header: *yes* means that the file must have the column. Value: *yes* means that no row may leave it blank. ");
        text.Append("A line or sheet row without any value is not counted as a row.\n");
        foreach (Feed feed in catalogue.Feeds)
            Append(text, feed);
        text.Append("\n# Code lists\n\nValues match regardless of case, outer and repeated blanks, and the kind of dash. ");
        text.Append("The label of a code may be written instead of the code.\n");
        foreach (CodeList list in catalogue.CodeLists.Values.OrderBy(l => l.Name, StringComparer.Ordinal))
            Append(text, list);
        return text.ToString();
    }

    /// <summary>A rule across columns as a sentence.</summary>
    public static string InWords(FeedRule rule) => rule switch
    {
        RequiredWhen r => $"Column '{r.Column}' must be filled when '{r.When}' is {string.Join(" or ", r.Is)}.",
        BlankUnless r => $"Column '{r.Column}' must be blank unless '{r.When}' is {string.Join(" or ", r.Is)}.",
        Together r => $"Columns '{r.Column}' and '{r.Other}' must both be filled, or both be blank.",
        NotAfter r => $"The date in '{r.Column}' must not be after the date in '{r.Other}'.",
        NotBeforeQuarter r => $"The date in '{r.Column}' must not be before the quarter of '{r.At}'.",
        WithinDaysAfter r => $"The date in '{r.Column}' must be from 0 to {Invariant(r.Days)} days after the date in '{r.Other}'.",
        AgeBetween r => $"The age in whole years, from '{r.Column}' to '{r.At}', must be from {Invariant(r.Minimum)} to {Invariant(r.Maximum)}.",
        _ => throw new InvalidOperationException($"There are no words for {rule.GetType().Name}."),
    };

    /// <summary>The content of a derived column, as a sentence.</summary>
    public static string InWords(DerivedColumn column) => column switch
    {
        YearsBand c => $"Whole years from '{c.From}' to '{c.At}' as a band of `{c.Codes.Name}`.",
        MonthsBand c => $"Whole months from '{c.From}' to '{c.At}' as a band of `{c.Codes.Name}`.",
        MonthsBetween c => $"Whole months from '{c.From}' to '{c.At}'.",
        Month c => $"The month of '{c.From}', `yyyy-MM`.",
        InQuarter c => $"Whether '{c.From}' is in the row's quarter.",
        PromotedInQuarter c =>
            $"Whether '{c.From}' is in the row's quarter and '{c.Previous}' is lower than the present {string.Join(" or ", c.Now.Select(n => $"'{n}'"))}.",
        Given c => $"Whether '{c.From}' holds anything.",
        _ => throw new InvalidOperationException($"There are no words for {column.GetType().Name}."),
    };

    private static void Append(StringBuilder text, Feed feed)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {feed.Title} (`{feed.Name}`, version {feed.Version})\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Grain: {feed.Grain}. Landing: `drops/{feed.Name}/…`. ");
        text.Append(feed.LoadMode == LoadMode.Replace
            ? "A further drop of a quarter replaces the earlier one. "
            : "Further drops of a quarter add to it; a row with an earlier key corrects the earlier row. ");
        text.Append(CultureInfo.InvariantCulture, $"Up to {feed.Tolerance * 100:0.##} % of the rows may be rejected.\n");
        text.Append(CultureInfo.InvariantCulture, $"Key: `{feed.Key.Name}`, unique in the drop. Quarter: from `{feed.Period.Name}`");
        text.Append(feed.PeriodIsSnapshot ? ", the last day of a quarter, the same in every row.\n\n" : ".\n\n");
        text.Append("| column | class | type | header | value | also called | description |\n|---|---|---|---|---|---|---|\n");
        foreach (FeedColumn c in feed.Columns)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {c.Name} | {FeedReader.Classes.First(k => k.Value == c.Class).Word} | {TypeOf(c)} | {YesOrEmpty(c.Required)} "
                + $"| {YesOrEmpty(c.ValueRequired)} | {string.Join(", ", c.Aliases)} | {c.Description} |\n");
        if (feed.Rules.Count > 0)
            text.Append("\nRules across columns:\n\n");
        foreach (FeedRule rule in feed.Rules)
            text.Append(CultureInfo.InvariantCulture, $"- {InWords(rule)} (`{rule.Code}`)\n");
        if (feed.Forbidden.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nForbidden (`E105`), in any spelling: {string.Join(", ", feed.Forbidden.Select(f => $"`{f}`"))}.\n");
        text.Append("\nCurated in place of what is dropped:\n\n");
        foreach (DerivedColumn column in feed.Derived)
            text.Append(CultureInfo.InvariantCulture, $"- `{column.Name}`: {InWords(column)}\n");
    }

    private static void Append(StringBuilder text, CodeList list)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {list.Name} (version {list.Version})\n\n| code | label | also written |\n|---|---|---|\n");
        foreach (ListedCode code in list.Codes)
        {
            IEnumerable<string> aliases = list.Aliases.Where(a => a.Value == code.Code).Select(a => a.Key);
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(code.Code)} | {Cell(code.Label)} | {Cell(string.Join(", ", aliases))} |\n");
        }
        if (list.Unknown.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nTaken as not stated (`W102`): {string.Join(", ", list.Unknown.Order(StringComparer.Ordinal))}.\n");
        if (list.Outside.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nOutside the area policed (`R208`): {string.Join(", ", list.Outside.Order(StringComparer.Ordinal))}.\n");
        foreach ((string name, IReadOnlyList<CodeGroup> groups) in list.Groupings.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            string contents = string.Join("; ", groups.Select(g => $"{g.Label} = {string.Join(' ', g.Codes)}"));
            text.Append(CultureInfo.InvariantCulture, $"\nGrouping `{name}`: {Cell(contents)}.\n");
        }
    }

    private static string TypeOf(FeedColumn column) => column.Type switch
    {
        ColumnType.Skipped => "not read",
        ColumnType.Key when column.Characters is not null => $"`[{column.Characters}]{{{Invariant(column.MinLength)},{Invariant(column.MaxLength)}}}`",
        ColumnType.Key => $"identifier, up to {Invariant(column.MaxLength)} characters",
        ColumnType.Code => $"code of [{column.Codes!.Name}](#{column.Codes.Name}-version-{Invariant(column.Codes.Version)})",
        ColumnType.Date => "date",
        ColumnType.Number => NumberType(column),
        ColumnType.Text => $"text, up to {Invariant(column.MaxLength)} characters",
        ColumnType.FreeText => "free text",
        _ => throw new InvalidOperationException($"There are no words for {column.Type}."),
    };

    private static string NumberType(FeedColumn column)
    {
        string from = column.Minimum is { } low ? $" {(column.MinimumIsExclusive ? ">" : "≥")} {Invariant(low)}" : "";
        string to = column.Maximum is { } high ? $" ≤ {Invariant(high)}" : "";
        string blank = column.Default is { } value ? $"; {Invariant(value)} if {(column.Required ? "" : "absent or ")}blank in every row" : "";
        return $"number{from}{to}{blank}";
    }

    private static string YesOrEmpty(bool value) => value ? "yes" : "";

    // A code such as "<6m" would start a tag.
    private static string Cell(string text) => text.Replace("<", "\\<", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
