using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly HostApplicationBuilder _builder;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _built;

    internal FunctionsApplicationBuilder(string[] args)
    {
        var configuration = new ConfigurationManager();
        LocalSettings.AddTo(configuration);
        configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_");
        _builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = args, Configuration = configuration });
        LocalSettings.AddPort(Configuration, args);
        Services.PostConfigure<WorkerOptions>(options =>
            options.Serializer ??= new JsonObjectSerializer(new JsonSerializerOptions { PropertyNameCaseInsensitive = true }));
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_builder).Properties;

    public ConfigurationManager Configuration => _builder.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHostEnvironment Environment => _builder.Environment;

    public ILoggingBuilder Logging => _builder.Logging;

    public IMetricsBuilder Metrics => _builder.Metrics;

    public IServiceCollection Services => _builder.Services;

    /// <summary>Adds the local Functions host as the last hosted service and builds the application, once.</summary>
    public IHost Build()
    {
        EnsureNotBuilt();
        _built = true;
        Services.AddSingleton(new Pipeline(_middleware));
        Services.AddHostedService<LocalHost>();
        return _builder.Build();
    }

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => _builder.ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        EnsureNotBuilt();
        _middleware.Add(middleware);
        return this;
    }

    private void EnsureNotBuilt()
    {
        if (_built)
            throw new InvalidOperationException("The application has already been built.");
    }
}
