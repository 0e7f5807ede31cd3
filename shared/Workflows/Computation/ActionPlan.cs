using System.Text.RegularExpressions;

namespace IncDiv.Workflows.Computation;

/// <summary>Reads the action plan in force for a quarter.</summary>
internal static partial class ActionPlan
{
    /// <summary>Returns the actions sorted by source, with 2 before 10, whatever the order of the file. The list is empty if none was supplied.</summary>
    /// <param name="feeds">The feeds, of which one may be an action plan.</param>
    public static async Task<IReadOnlyList<ActionFacts>> ReadAsync(
        FeedCatalogue feeds, ICuratedSource source, Quarter quarter, CancellationToken cancellationToken)
    {
        if (feeds.ActionPlan is not { } plan)
            return [];
        List<ActionFacts> actions = [];
        await foreach (RowBatch batch in source.ReadAsync(plan, quarter, cancellationToken))
            for (int row = 0; row < batch.Count; row++)
                actions.Add(new ActionFacts(
                    Text(batch, "source", row), Text(batch, "priority", row), Text(batch, "commitment", row), Text(batch, "owner_role", row),
                    Text(batch, "due_month", row), Text(batch, "status", row), Text(batch, "note", row)));
        return
        [
            .. actions.OrderBy(a => Digits().Replace(a.Source, d => d.Value.PadLeft(9, '0')), StringComparer.Ordinal)
                .ThenBy(a => a.Commitment, StringComparer.Ordinal),
        ];
    }

    private static string Text(RowBatch batch, string column, int row)
    {
        CodeValues values = batch.Column<CodeValues>(column);
        return values.Dictionary[values.Indices[row]] ?? "";
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
