using Azure;
using Azure.Identity;
using IncDiv.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

// Exit code 3 means that a restart would fail in the same way. After a storage outage a restart may succeed.
const int WrongSettings = 3, NoStorage = 1;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddPipeline(builder.Configuration);
builder.Services.AddHostedService<StepLog>();
builder.Services.AddTelemetryExport(builder.Configuration);
try
{
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException
    or RequestFailedException or AuthenticationFailedException or AggregateException)
{
    // Only the first line is kept: Azure's messages continue with headers.
    await Console.Error.WriteLineAsync(e.Message.Split('\n')[0].Trim());
    return e is OptionsValidationException or InvalidOperationException or FormatException ? WrongSettings : NoStorage;
}
