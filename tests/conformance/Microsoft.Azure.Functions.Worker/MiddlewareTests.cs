using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task The_first_middleware_is_the_outermost_and_sees_the_fault_of_the_function()
    {
        Site site = await Site.NewAsync();
        var steps = new ConcurrentQueue<string>();
        site.Journal.Behaviour = call =>
        {
            steps.Enqueue($"function with {call.Context.Items["item"]}");
            throw new InvalidOperationException("broken");
        };
        Dictionary<string, string?> settings = site.Settings("Any");
        settings["AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold"] = "1";
        using IHost app = await site.StartAsync(settings, builder =>
        {
            builder.Services.AddSingleton(steps);
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware(async (context, next) =>
            {
                steps.Enqueue("inner");
                await next();
            });
        });
        await site.DropAsync("drop");
        await Eventually.TrueAsync(() => steps.Count == 4, "four steps");
        await app.StopAsync();
        Assert.Equal(["outer Any", "inner", "function with an item", "outer saw InvalidOperationException"], steps);
    }

    [Fact]
    public async Task A_middleware_is_one_object_and_a_function_class_and_its_scope_are_new_for_each_invocation()
    {
        Site site = await Site.NewAsync();
        var steps = new ConcurrentQueue<string>();
        var scopes = new ConcurrentBag<object>();
        site.Journal.Behaviour = call =>
        {
            scopes.Add(call.Context.InstanceServices.GetRequiredService<Scoped>());
            return Task.CompletedTask;
        };
        using IHost app = await site.StartAsync(site.Settings("Any"), builder =>
        {
            builder.Services.AddSingleton(steps).AddScoped<Scoped>();
            builder.UseMiddleware<Outer>();
        });
        await site.DropAsync("1");
        await site.DropAsync("2");
        await site.Journal.WaitForAsync(2);
        Assert.Same(app.Services.GetRequiredService<Outer>(), app.Services.GetRequiredService<Outer>());
        await app.StopAsync();
        Assert.Equal(2, scopes.Distinct().Count());
        Assert.All(scopes.Cast<Scoped>(), scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public void An_application_is_built_once()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        using IHost app = builder.Build();
        Assert.Equal("The application has already been built.", Assert.Throws<InvalidOperationException>(builder.Build).Message);
    }

    private sealed class Outer(ConcurrentQueue<string> steps) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            steps.Enqueue($"outer {context.FunctionDefinition.Name}");
            context.Items["item"] = "an item";
            try
            {
                await next(context);
            }
            catch (InvalidOperationException e)
            {
                steps.Enqueue($"outer saw {e.GetType().Name}");
                throw;
            }
        }
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
