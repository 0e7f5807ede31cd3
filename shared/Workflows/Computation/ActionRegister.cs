using System.Text.RegularExpressions;

namespace IncDiv.Workflows.Computation;

/// <summary>Reads the register of actions in force for a quarter.</summary>
internal static partial class ActionRegister
{
    /// <summary>
    /// Returns the actions sorted by source, with 2 before 10, whatever the order of the file. The list is empty if no register was supplied.
    /// </summary>
    /// <param name="feeds">The feeds, of which one may be a register of actions.</param>
    public static async Task<IReadOnlyList<ActionFacts>> ReadAsync(
        FeedCatalogue feeds, ICuratedSource source, Quarter quarter, CancellationToken cancellationToken)
    {
        if (feeds.ActionPlan is not { } register)
            return [];
        List<ActionFacts> actions = [];
        await foreach (RowBatch batch in source.ReadAsync(register, quarter, cancellationToken))
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
