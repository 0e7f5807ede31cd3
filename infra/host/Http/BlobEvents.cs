using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.WebJobs.Host.Config;

namespace IncDiv.Host.Http;

/// <summary>The webhook of the blobs extension. It receives events of new blobs and adds each to the queue of the function named in the address. It has its own
/// key.</summary>
#pragma warning disable CS0618 // The SDK has no other way to give an extension its webhook.
internal sealed class BlobEvents(HostKeys keys) : IWebHookProvider
{
    public const string Route = "/runtime/webhooks/blobs";

    private IAsyncConverter<HttpRequestMessage, HttpResponseMessage>? _extension;

    /// <summary>Called by the SDK for each extension that has a webhook.</summary>
    public Uri? GetUrl(IExtensionConfigProvider extension)
    {
        _extension ??= extension as IAsyncConverter<HttpRequestMessage, HttpResponseMessage>;
        return null;
    }

    public void Map(WebApplication web) => web.MapPost(Route, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        if (!HostKeys.Opens(HttpFunctions.KeyOf(context.Request), keys.BlobEvents, keys.Master))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (_extension is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, context.Request.GetEncodedUrl()) { Content = new StreamContent(context.Request.Body) };
        foreach (var header in context.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString()))
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
        using HttpResponseMessage answer = await _extension.ConvertAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
