namespace IncDiv.Workflows;

/// <summary>The contracts that the setting <c>Contracts</c> gives. They are read when the settings are validated, so a folder with problems stops the app at
/// its start.</summary>
internal sealed class GivenContracts : IValidateOptions<PipelineOptions>
{
    private ContractSet? _contracts;

    /// <exception cref="InvalidOperationException">The settings were not validated.</exception>
    public ContractSet Contracts => _contracts ?? throw new InvalidOperationException("The contracts were not read at the start.");

    public ValidateOptionsResult Validate(string? name, PipelineOptions options)
    {
        try
        {
            _contracts ??= options.Contracts is { Length: > 0 } folder ? ContractSet.From(new DirectoryInfo(folder)) : ContractSet.Embedded;
            return ValidateOptionsResult.Success;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail(e.Message.Split('\n').Select(problem => $"Contracts: {problem}"));
        }
    }
}
