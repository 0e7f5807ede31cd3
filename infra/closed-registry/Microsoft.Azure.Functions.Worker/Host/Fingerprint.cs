using System.Security.Cryptography;
using System.Text;

namespace Microsoft.Azure.Functions.Worker.Local;

internal static class Fingerprint
{
    /// <summary>A stable name of 32 hexadecimal characters for the given parts.</summary>
    public static string Of(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
}
