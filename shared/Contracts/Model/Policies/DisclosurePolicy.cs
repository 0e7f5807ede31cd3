namespace IncDiv.Contracts.Policies;

/// <summary>How small numbers are protected (disclosure.md 4.2, publication.md D6); printed in the pack's methods. Read from
/// <c>Disclosure/policy.yaml</c>.</summary>
/// <param name="Version">Raised with every change.</param>
/// <param name="MinimumBase">A survey figure from fewer persons is hidden.</param>
/// <param name="MinimumHeadcount">A workforce figure about fewer persons is hidden.</param>
/// <param name="GroupMinimum">In a group of fewer persons, that nobody or everybody has a property is hidden.</param>
/// <param name="ZerosShown">Zeros are published, so everyone knows that a hidden base holds at least one person. Of a group with a sensitive property it
/// is hidden that nobody is in it.</param>
/// <param name="Coalition">How many insiders, each the one person behind a hidden cell, put together what they know: 0 or 1.</param>
/// <param name="ProtectSecondaries">Cells hidden only to protect others must keep a standard interval, too.</param>
/// <param name="Standard">What must stay uncertain of a primary.</param>
/// <param name="SensitiveMeasures">Measures whose parts are as sensitive as their bases: the strict preset.</param>
/// <param name="SensitiveColumns">Columns that make every figure sensitive whose people are chosen by them: the strict preset.</param>
/// <param name="MinimumPay">A figure of pay needs so many persons on either side.</param>
/// <param name="SmallNumerators">How few of a group may be shown.</param>
/// <param name="Importance">Importance of tables (breakdowns) and of measures (id) by name, where it differs from the number of their dimensions.</param>
public sealed record DisclosurePolicy(
    int Version, int MinimumBase, int MinimumHeadcount, int GroupMinimum, bool ZerosShown, int Coalition, bool ProtectSecondaries, IntervalRequirement Standard,
    IReadOnlySet<string> SensitiveMeasures, IReadOnlySet<string> SensitiveColumns, int MinimumPay, SmallNumerators SmallNumerators,
    IReadOnlyDictionary<string, int> Importance)
{
    /// <summary>How many people did not state a characteristic may be known, also within groups that no special category chose. Never with the preset
    /// <c>strict</c>.</summary>
    public bool NotStatedShown { get => field && !SmallNumerators.IsEverybody; init; }

    /// <summary>What packs print of it.</summary>
    public DisclosureThresholds Printed =>
        new(
            MinimumBase, MinimumHeadcount, GroupMinimum, Standard.Width, [.. SensitiveColumns.Order(StringComparer.Ordinal)], MinimumPay, SmallNumerators,
            Version)
        {
            NotStatedShown = NotStatedShown,
        };

    public bool IsSensitive(string measureId) => SensitiveMeasures.Contains(measureId);

    /// <summary>The primary threshold, in persons.</summary>
    /// <param name="isWorkforce">Whether the figure counts members of the workforce.</param>
    public int MinimumFor(bool isWorkforce) => isWorkforce ? MinimumHeadcount : MinimumBase;

    /// <summary>The preset of a primary: <c>strict</c> if sensitive, else <c>standard</c>.</summary>
    public IntervalRequirement RequirementFor(bool isSensitive, int minimum) => isSensitive ? IntervalRequirement.Strict(minimum) : Standard;

    /// <param name="dimensions">How many characteristics the table crosses; 0 for the headline.</param>
    public int ImportanceOf(string breakdown, int dimensions) => Importance.GetValueOrDefault(breakdown, dimensions);
}

/// <summary>What must stay uncertain about a hidden primary (disclosure.md 4.2 S7), in persons.</summary>
/// <param name="Width">Least distance between the lowest and the highest feasible count.</param>
/// <param name="Upper">Least value of the highest feasible count.</param>
public sealed record IntervalRequirement(int Width, int Upper)
{
    /// <summary>At least six feasible counts; that the cell is small may be known.</summary>
    public static IntervalRequirement Standard { get; } = new(5, 5);

    /// <summary>All that is asked for where more cannot be had, and of what people answered.</summary>
    public static IntervalRequirement NotExact { get; } = new(1, 1);

    /// <summary>The cell cannot even be proven small.</summary>
    /// <param name="minimumCount">The threshold of the primary rule.</param>
    public static IntervalRequirement Strict(int minimumCount) => new(minimumCount, minimumCount);

    public bool IsMetBy(long lower, long upper) => upper - lower >= Width && upper >= Upper;
}

/// <summary>Of how few people it may be shown that they have a property, or lack it, where a special category of personal data chose them (disclosure.md S3b).
/// </summary>
/// <param name="IsEverybody">Preset <c>strict</c>: fewer than the threshold are hidden, whoever chose them.</param>
/// <param name="Everywhere">So many and fewer are hidden.</param>
/// <param name="InSmallGroups">So many and fewer, where the group is small or senior.</param>
/// <param name="SmallGroupBelow">A group of fewer persons is small.</param>
/// <param name="Columns">Special categories: each code that states the characteristic chooses people.</param>
/// <param name="Codes">Further codes that do, by column.</param>
/// <param name="Seniors">Codes of ranks and bands, by column.</param>
public sealed record SmallNumerators(
    bool IsEverybody, int Everywhere, int InSmallGroups, int SmallGroupBelow, IReadOnlyList<string> Columns,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Codes, IReadOnlyDictionary<string, IReadOnlySet<string>> Seniors);
