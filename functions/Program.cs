using Azure;
using Azure.Identity;
using IncDiv.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

// 3 tells the host that another try would end in the same way; storage that is away may be back.
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
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or RequestFailedException or AuthenticationFailedException or AggregateException)
{
    // Azure's messages go on with headers.
    await Console.Error.WriteLineAsync(e.Message.Split('\n')[0].Trim());
    return e is OptionsValidationException or InvalidOperationException or FormatException ? WrongSettings : NoStorage;
}
