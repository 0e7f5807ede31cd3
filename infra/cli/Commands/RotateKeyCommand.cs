using System.CommandLine;
using System.Globalization;
using IncDiv.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv rotate-key</c>: records the bridge from the previous to the present pseudonym key.</summary>
internal static class RotateKeyCommand
{
    public static Command Create()
    {
        var command = new Command(
            "rotate-key", "Record the bridge from PreviousPseudonymKey to PseudonymKey for the drops whose raw files are still kept. Rewrites nothing.");
        command.SetAction((_, cancellationToken) => ConnectedPipeline.RunAsync(async services =>
        {
            int drops = await services.GetRequiredService<KeyRotation>().RecordBridgeAsync(cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The bridge is recorded for {drops} drops. Keep the previous key set until the quarter has ended."));
            return ExitCode.Done;
        }, cancellationToken));
        return command;
    }
}
