namespace IncDiv.Disclosure;

/// <summary>What an outsider can find out at best, as far as proven by other tables that fit everything published. Restricted evidence.</summary>
/// <param name="Lower">A feasible count; the lowest may be lower.</param>
/// <param name="Upper">A feasible count; the highest may be higher.</param>
/// <param name="Witnesses">Different feasible counts seen.</param>
public sealed record CellCertificate(long Lower, long Upper, int Witnesses);
