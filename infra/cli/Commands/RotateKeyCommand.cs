namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv rotate-key</c>: records the bridge from the previous to the current pseudonym key.</summary>
internal static class RotateKeyCommand
{
    public static Command Create()
    {
        var command = new Command(
            "rotate-key", "Record the bridge from PreviousPseudonymKey to PseudonymKey for the drops whose raw files still exist. No data is rewritten.");
        command.SetAction((parsed, cancellationToken) => ConnectedPipeline.RunAsync(parsed, async services =>
        {
            if (services.GetRequiredService<PseudonymKeys>().Previous is null)
                throw new UsageException("Set PreviousPseudonymKey and PreviousPseudonymKeyId to the key that is being replaced.");
            RotationResult result = await services.GetRequiredService<KeyRotation>().RecordBridgeAsync(cancellationToken);
            Console.WriteLine(Invariant($"The bridge is recorded for {result.Bridged} drops. Keep the previous key set until the quarter has ended."));
            if (result.Missed.Count == 0)
                return ExitCode.Done;
            Console.WriteLine(Invariant($"{result.Missed.Count} drops could not be bridged, because their raw files were deleted. ")
                + $"Correcting them would count a person twice: {string.Join(", ", result.Missed)}.");
            return ExitCode.Refused;
        }, cancellationToken));
        return command;
    }
}
