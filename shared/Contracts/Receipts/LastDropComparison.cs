namespace IncDiv.Contracts.Receipts;

/// <summary>A drop beside the feed's last accepted one.</summary>
/// <param name="DropId">The last accepted drop.</param>
public sealed record LastDropComparison(string DropId, IReadOnlyList<ComparisonLine> Lines);

/// <summary>One fact of both drops, in words and figures for people.</summary>
/// <param name="Warning">Code of the warning that the change gives, or null.</param>
public sealed record ComparisonLine(string Fact, string Last, string Now, string Change, string? Warning);
