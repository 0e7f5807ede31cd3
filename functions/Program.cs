using IncDiv.Flows;
using IncDiv.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddPipeline(builder.Configuration);
builder.Services.AddHostedService<StepLog>();
using var export = new Export(builder.Configuration);
builder.Build().Run();
