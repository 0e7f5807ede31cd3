using System.Globalization;
using IncDiv.Local;

namespace IncDiv.Flows.Tests;

/// <summary>One emulator for the tests of the flows, with an account of its own for each test: ledgers are read as a whole.</summary>
public sealed class FlowsFixture : IAsyncLifetime
{
    private const string DefaultAccount = "devstoreaccount1";
    private const int Accounts = 800;

    private AzuriteProcess? _azurite;
    private int _taken;

    public async Task InitializeAsync()
    {
        // Azurite takes its accounts from its environment, which is ours.
        string key = Convert.ToBase64String(new byte[64]);
        Environment.SetEnvironmentVariable("AZURITE_ACCOUNTS", string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"{Name(n)}:{key}")));
        _azurite = await AzuriteProcess.StartAsync(null, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }

    /// <summary>The connection string of an account that nobody used yet.</summary>
    public string NewAccount()
    {
        int number = Interlocked.Increment(ref _taken);
        Assert.True(number <= Accounts, "More accounts are needed.");
        string ours = _azurite!.ConnectionString.Replace(DefaultAccount, Name(number), StringComparison.Ordinal);
        int start = ours.IndexOf("AccountKey=", StringComparison.Ordinal) + "AccountKey=".Length;
        return string.Concat(ours.AsSpan(0, start), Convert.ToBase64String(new byte[64]), ours.AsSpan(ours.IndexOf(';', start)));
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number}");
}

[CollectionDefinition(Name)]
public sealed class FlowsTests : ICollectionFixture<FlowsFixture>
{
    public const string Name = "flows";

    /// <summary>The same beside an emulator of its own, so that the two run at the same time.</summary>
    public const string Second = "flows on a second emulator";
}

[CollectionDefinition(FlowsTests.Second)]
public sealed class SecondFlowsTests : ICollectionFixture<FlowsFixture>;
