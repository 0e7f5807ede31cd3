namespace IncDiv.Disclosure;

/// <param name="Key">The cell's key; no value is told.</param>
/// <param name="Certificate">For a hidden primary in a model that could be protected.</param>
public sealed record CellVerdict(string Key, HiddenReason Reason, CellCertificate? Certificate)
{
    public bool IsHidden => Reason is not (HiddenReason.None or HiddenReason.Forced);
}

/// <summary>What an outsider can find out at best, as far as proven by other tables that fit everything published. Restricted evidence.</summary>
/// <param name="Lower">A feasible count; the lowest may be lower.</param>
/// <param name="Upper">A feasible count; the highest may be higher.</param>
/// <param name="Witnesses">Different feasible counts seen.</param>
public sealed record CellCertificate(long Lower, long Upper, int Witnesses);
