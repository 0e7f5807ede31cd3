using Azure;
using Azure.Identity;
using IncDiv.Flows;
using IncDiv.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

// Tells the host that another try would end in the same way.
const int CannotStart = 3;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddPipeline(builder.Configuration);
builder.Services.AddHostedService<StepLog>();
builder.Services.AddTelemetryExport(builder.Configuration);
try
{
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or RequestFailedException or AuthenticationFailedException or AggregateException)
{
    // Azure's messages go on with headers.
    await Console.Error.WriteLineAsync(e.Message.Split('\n')[0].Trim());
    return CannotStart;
}
