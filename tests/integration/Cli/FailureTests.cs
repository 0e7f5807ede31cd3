using System.Reflection;
using Azure.Identity;

namespace IncDiv.Cli.Tests;

public sealed class FailureTests
{
    public static TheoryData<Exception, string> Failures => new()
    {
        { new OperationCanceledException(), "The command was cancelled." },
        { new TaskCanceledException(), "The command was cancelled." },
        { new IOException("The disk is full."), "The disk is full." },
        { new UnauthorizedAccessException("Access is denied."), "Access is denied." },
        {
            new RequestFailedException(403, "No.\nHeaders:\nx-ms-version: 1", "AuthorizationFailure", null),
            "Storage or the Key Vault answered 403 AuthorizationFailure: No."
        },
        { new RequestFailedException("Connection refused"), "Storage or the Key Vault cannot be reached: Connection refused" },
        {
            new AuthenticationFailedException("No token."),
            "There is no identity for storage or the Key Vault; sign in, for example with 'az login': No token."
        },
        {
            new CredentialUnavailableException("No login."),
            "There is no identity for storage or the Key Vault; sign in, for example with 'az login': No login."
        },
        { new HttpRequestException("Refused."), "An HTTP call failed: Refused." },
        { new JsonException("Line 1."), "Invalid JSON: Line 1." },
        { new InvalidOperationException("Two at once."), "Two at once. (InvalidOperationException; set INCDIV_TRACE=1 for details)" },
        { new NotSupportedException("Not so."), "Not so. (NotSupportedException; set INCDIV_TRACE=1 for details)" },
        { new FormatException("No number."), "No number. (FormatException; set INCDIV_TRACE=1 for details)" },
        { new InvalidOperationException("\n"), "InvalidOperationException (InvalidOperationException; set INCDIV_TRACE=1 for details)" },
        { new AggregateException(new IOException("First."), new IOException("Second.")), "First." },
        { new AggregateException(), "One or more errors occurred. (AggregateException; set INCDIV_TRACE=1 for details)" },
        { new TargetInvocationException(new AggregateException(new JsonException("Deep."))), "Invalid JSON: Deep." },
        { new TypeInitializationException("T", new IOException("No catalogue.")), "No catalogue." },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Any_exception_gives_one_line_and_exit_code_3(Exception failure, string line)
    {
        Assert.Equal(line, Failure.Describe(failure));
        Assert.Equal(3, Failure.Say(failure));
    }

    [Fact]
    public void Wrong_arguments_give_exit_code_2() => Assert.Equal(2, Failure.Say(new AggregateException(new UsageException("Give a key."))));

    [Fact]
    public async Task Details_are_printed_only_on_request()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");
        string[] line = ["sample", "--feed", "pas", "--quarter", "2016-17-Q4", "--rows", "1", "--out", Path.Combine(file, "x.csv")];
        Outcome plain = await IncDivCommand.RunAsync(line);
        Outcome traced = await IncDivCommand.RunAsync(new Dictionary<string, string> { [Failure.TraceSetting] = "1" }, line);
        Assert.Equal((3, 3), (plain.ExitCode, traced.ExitCode));
        Assert.Single(plain.Messages.Trim().Split('\n'));
        Assert.Contains("   at ", traced.Messages, StringComparison.Ordinal);
    }
}
