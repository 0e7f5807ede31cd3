using System.Globalization;
using System.Text;
using IncDiv.Contracts.Receipts;
using IncDiv.Ingestion.Receipts;

namespace IncDiv.Cli;

/// <summary>A receipt on standard output, in words or as the JSON that source teams get.</summary>
internal static class ReceiptOutput
{
    /// <returns>The exit code: 1 for a drop in quarantine or with rejected rows.</returns>
    public static int Show(Receipt receipt, bool json)
    {
        if (json)
            Console.Write(Encoding.UTF8.GetString(ReceiptJson.Write(receipt)));
        else
            ShowInWords(receipt);
        return receipt.Outcome == DropOutcome.Accepted && receipt.RowsRejected == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static void ShowInWords(Receipt receipt)
    {
        Console.WriteLine(receipt.Summary);
        Console.WriteLine($"Next: {receipt.NextStep}");
        foreach (IssueCount count in receipt.Counts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count.Code}: {count.Count:N0}"));
        foreach (Issue issue in receipt.Examples)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(issue.Line is { } line ? $"line {line}, " : "")}{issue.Column ?? "file"}: {issue.Code} {issue.Message}"));
        if (receipt.DroppedAsPersonal.Count > 0)
            Console.WriteLine($"Dropped as personal: {string.Join(", ", receipt.DroppedAsPersonal)}.");
    }
}
