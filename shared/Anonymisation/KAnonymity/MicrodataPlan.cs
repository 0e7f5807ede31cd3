namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>How a table is recoded: its levels, and the cells that are also suppressed.</summary>
public sealed record MicrodataPlan : PlanResult
{
    internal MicrodataPlan(QuasiHistogram histogram, PrivacyModel model, int[] node, bool pinned) =>
        (Histogram, Model, Node, IsPinned) = (histogram, model, node, pinned);

    /// <summary>The level of each quasi-identifier, in the order of the release. The caller stores it to pin the next quarter to the same levels.</summary>
    public IReadOnlyList<int> Node { get; }

    public bool IsPinned { get; }

    public PrivacyModel Model { get; }

    /// <summary>Number of lattice nodes that were counted; the others were tagged.</summary>
    public int NodesEvaluated { get; internal init; }

    /// <summary>Records in classes too small or not diverse at <see cref="Node"/>, before local suppression.</summary>
    public long RecordsToSuppress { get; internal init; }

    /// <summary>Columns that are left blank: sensitive columns with fewer than l different answers in the whole table, and then the columns that are filled
    /// only for some of those answers.</summary>
    public IReadOnlyList<string> WithheldColumns { get; internal init; } = [];

    /// <summary>Risk if the original values were released.</summary>
    public required RiskFigures Before { get; init; }

    /// <summary>Risk after recoding and suppression.</summary>
    public required RiskFigures After { get; init; }

    internal QuasiHistogram Histogram { get; }

    /// <summary>Maps packed keys of <see cref="Node"/> to the keys that are written instead, where cells are suppressed.</summary>
    internal IReadOnlyDictionary<UInt128, UInt128> Suppressed { get; init; } = new Dictionary<UInt128, UInt128>();

    /// <summary>The written classes with their numbers of records, in the order of their packed keys.</summary>
    internal IReadOnlyList<KeyValuePair<UInt128, long>> Classes { get; init; } = [];
}

/// <summary>The result of planning: a <see cref="MicrodataPlan"/> or a <see cref="NoPlanFound"/>.</summary>
public abstract record PlanResult;

/// <summary>The table cannot be released. The reason is a message without values from the data.</summary>
public sealed record NoPlanFound(string Reason) : PlanResult;

/// <summary>The privacy requirements for a released table (disclosure.md 5.3).</summary>
/// <param name="K">Minimum number of records that share all their quasi-identifiers.</param>
/// <param name="L">Minimum number of different known values of each sensitive column in a class; 1 means no requirement.</param>
/// <param name="SuppressionLimit">Maximum share of records that need local suppression when levels are searched, 0 to 1.</param>
/// <param name="PinnedLimit">The same limit at pinned levels. A quarter that needs more is not released.</param>
/// <param name="RandomlySuppressed">Minimum number of records of each class that are not released; the maximum is twice as many. So the file does not reveal
/// how many people are in none of its classes (4.4).</param>
public sealed record PrivacyModel(int K = 10, int L = 2, double SuppressionLimit = 0.01, double PinnedLimit = 0.05, int RandomlySuppressed = 0)
{
    /// <summary>Maximum number of records of a class that are left out.</summary>
    public int MaxRandomlySuppressed => 2 * RandomlySuppressed;

    /// <summary>The model for planning classes: records that are left out are added to k.</summary>
    public PrivacyModel Planned => this with { K = K + MaxRandomlySuppressed, RandomlySuppressed = 0 };
}
