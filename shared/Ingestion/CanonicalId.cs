using System.Text;

namespace IncDiv.Ingestion;

/// <summary>The form in which an identifier is pseudonymised, whoever writes it: trimmed, upper case (disclosure.md 5.5).</summary>
public static class CanonicalId
{
    /// <summary>UTF-8 of the canonical form.</summary>
    public static byte[] Of(string id) => Encoding.UTF8.GetBytes(id.Trim().ToUpperInvariant());
}
