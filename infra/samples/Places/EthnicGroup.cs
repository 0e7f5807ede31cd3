namespace IncDiv.Samples.Places;

/// <summary>Broad groups of feeds.md section 3.1; all but White and not stated are BME.</summary>
internal enum EthnicGroup
{
    White,
    Mixed,
    Asian,
    Black,
    Other,
    NotStated,
}
