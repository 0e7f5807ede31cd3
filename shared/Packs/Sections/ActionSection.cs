namespace IncDiv.Packs.Sections;

/// <summary>The action plan tracker: status by priority, overdue actions, and every action.</summary>
internal static class ActionSection
{
    // The contract of an action plan has this grouping of statuses.
    private const string Progress = "progress", Complete = "complete", Open = "open";

    private static readonly Column[] ActionColumns = [new("Commitment"), new("Source"), new("Owner"), new("Due"), new("Status"), new("Note")];

    public static PackSection Create(PackInput input)
    {
        if (input.Actions is not { Count: > 0 } actions)
            return new PackSection("actions", "Action plan", new Paragraph("The action plan was not supplied for the quarter.", "[x]", IsNotice: true));
        CodeList statuses = StatusesOf(input.Contracts.Feeds);
        ActionFacts[] overdue = [.. actions.Where(a => IsOverdue(a, input.Quarter, statuses))];
        return new PackSection(
            "actions",
            "Action plan",
            new Paragraph(
                $"{FigureFormat.Count(actions.Count)} actions, {FigureFormat.Count(actions.Count(a => IsIn(Complete, a, statuses)))} of them complete "
                + $"and {FigureFormat.Count(overdue.Length)} overdue. "
                + $"Overdue: due by {Wording.Date(input.Quarter.LastDay)}, neither complete nor stopped. The register is that of the quarter."),
            new Table("actions-priorities", "Actions by priority", "Actions by priority and status", "", SummaryColumns(statuses),
                [.. actions.GroupBy(a => a.Priority, StringComparer.Ordinal).Select(g => Summary(g.Key, [.. g], statuses, input.Quarter))]),
            overdue.Length == 0
                ? new Paragraph("No action is overdue.")
                : new Table("actions-overdue", "Overdue actions", "Overdue actions, the oldest first", "", ActionColumns,
                    [.. overdue.OrderBy(a => a.Due, StringComparer.Ordinal).Select(a => Line("", a, statuses))]),
            new Table("actions-all", "All actions", "All actions", "Priority", ActionColumns,
                [.. actions.GroupBy(a => a.Priority, StringComparer.Ordinal).SelectMany(g => g.Select(a => Line(g.Key, a, statuses)))], IsDetail: true));
    }

    private static CodeList StatusesOf(FeedCatalogue feeds) =>
        feeds.ActionPlan?.Columns.First(c => c.Name == "status").Codes
        ?? throw new InvalidOperationException("There are actions, but no feed is an action plan with a status.");

    private static bool IsIn(string progress, ActionFacts action, CodeList statuses) =>
        statuses.Groupings[Progress].Any(g => g.Label == progress && g.Codes.Contains(action.Status));

    private static bool IsOverdue(ActionFacts action, Quarter quarter, CodeList statuses) =>
        IsIn(Open, action, statuses) && action.Due.Length > 0
        && string.CompareOrdinal(action.Due, quarter.LastDay.ToString("yyyy-MM", CultureInfo.InvariantCulture)) <= 0;

    private static Column[] SummaryColumns(CodeList statuses) =>
    [
        new("Priority"), new("Actions", ColumnKind.Figure),
        .. statuses.Codes.Select(s => new Column(s.Label, ColumnKind.Figure)), new("Overdue", ColumnKind.Figure),
    ];

    private static Row Summary(string priority, IReadOnlyList<ActionFacts> actions, CodeList statuses, Quarter quarter) => new(
        "",
        [
            priority, Cells.Count(actions.Count), .. statuses.Codes.Select(s => Cells.Count(actions.Count(a => a.Status == s.Code))),
            Cells.Count(actions.Count(a => IsOverdue(a, quarter, statuses))),
        ]);

    private static Row Line(string group, ActionFacts action, CodeList statuses) => new(
        group,
        [
            action.Commitment, action.Source, action.Owner,
            action.Due.Length == 0
                ? "no date"
                : DateTime.ParseExact(action.Due, "yyyy-MM", CultureInfo.InvariantCulture).ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            statuses.Codes.FirstOrDefault(s => s.Code == action.Status)?.Label ?? action.Status, Cells.Text(action.Note),
        ]);
}
