namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>How a table is recoded: its levels and the cells that are suppressed on top of them.</summary>
public sealed record MicrodataPlan : PlanResult
{
    internal MicrodataPlan(QuasiHistogram histogram, PrivacyModel model, int[] node, bool pinned)
    {
        (Histogram, Model, Node, IsPinned) = (histogram, model, node, pinned);
    }

    /// <summary>The level of each quasi-identifier, in the order of the release. What a caller stores to pin the next quarter to it.</summary>
    public IReadOnlyList<int> Node { get; }

    public bool IsPinned { get; }

    public PrivacyModel Model { get; }

    /// <summary>Nodes of the lattice that were counted; the others were tagged.</summary>
    public int NodesEvaluated { get; internal init; }

    /// <summary>Records in classes too small or not diverse at <see cref="Node"/>, before local suppression.</summary>
    public long RecordsToSuppress { get; internal init; }

    /// <summary>
    /// Sensitive columns with fewer than l different answers in the whole table, and then the columns that are filled for some of their answers
    /// only: they are left blank.
    /// </summary>
    public IReadOnlyList<string> WithheldColumns { get; internal init; } = [];

    /// <summary>Risk were the values released as they are.</summary>
    public required RiskFigures Before { get; init; }

    /// <summary>Risk after recoding and suppression.</summary>
    public required RiskFigures After { get; init; }

    internal QuasiHistogram Histogram { get; }

    /// <summary>Packed keys of <see cref="Node"/> to what is written instead, where cells are suppressed.</summary>
    internal IReadOnlyDictionary<UInt128, UInt128> Suppressed { get; init; } = new Dictionary<UInt128, UInt128>();

    /// <summary>The written classes in the order of their packed keys, with their records.</summary>
    internal IReadOnlyList<KeyValuePair<UInt128, long>> Classes { get; init; } = [];
}

/// <summary>What planning came to: a <see cref="MicrodataPlan"/> or a <see cref="NoPlanFound"/>.</summary>
public abstract record PlanResult;

/// <summary>The table cannot be released, and why: a sentence without values.</summary>
public sealed record NoPlanFound(string Reason) : PlanResult;
