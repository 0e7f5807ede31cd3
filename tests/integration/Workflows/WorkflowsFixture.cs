using IncDiv.Local;

namespace IncDiv.Workflows.Tests;

/// <summary>One emulator for the workflow tests. Each test has its own account, because ledgers are read as a whole.</summary>
public sealed class WorkflowsFixture : IAsyncLifetime
{
    private const int Accounts = 800;

    private AzuriteProcess? _azurite;
    private int _taken;

    public async Task InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(null, CancellationToken.None, Enumerable.Range(1, Accounts).Select(Name));

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }

    /// <summary>The connection string of an unused account.</summary>
    public string NewAccount()
    {
        int number = Interlocked.Increment(ref _taken);
        Assert.True(number <= Accounts, "More accounts are needed.");
        return _azurite!.ConnectionStringOf(Name(number));
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number}");
}

[CollectionDefinition(Name)]
public sealed class WorkflowsTests : ICollectionFixture<WorkflowsFixture>
{
    public const string Name = "workflows";

    /// <summary>A second fixture with its own emulator, so that both collections run in parallel.</summary>
    public const string Second = "workflows on a second emulator";
}

[CollectionDefinition(WorkflowsTests.Second)]
public sealed class SecondWorkflowsTests : ICollectionFixture<WorkflowsFixture>;
