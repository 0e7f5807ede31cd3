using IncDiv.Flows;
using IncDiv.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddPipeline(builder.Configuration);
using var export = new Export(builder.Configuration);
builder.Build().Run();
