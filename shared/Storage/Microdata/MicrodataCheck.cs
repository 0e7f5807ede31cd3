namespace IncDiv.Storage.Microdata;

/// <summary>What an independent reading of a <c>bi</c> file found.</summary>
/// <param name="SmallestClass">Fewest records that share all quasi-identifiers, a suppressed value being a value of its own; 0 in an empty file.</param>
/// <param name="RecordsAtRisk">Records in classes below k, or with fewer than l different values of a sensitive column.</param>
/// <param name="FewestAnswers">Fewest different answers of a sensitive column in a class, refusals not counted; null where no column is sensitive.</param>
/// <param name="Strangers">
/// Columns that the release does not name, columns of it that the file lacks or in which a value stands that the release does not allow, and
/// unknown entries of the footer.
/// </param>
public sealed record MicrodataCheck(long Records, long Classes, long SmallestClass, long RecordsAtRisk, int? FewestAnswers, IReadOnlyList<string> Strangers)
{
    public bool Passes => RecordsAtRisk == 0 && Strangers.Count == 0;
}
