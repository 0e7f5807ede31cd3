namespace IncDiv.Samples.Quotas;

internal enum Answer
{
    Favourable,
    Unfavourable,
    None,
}
