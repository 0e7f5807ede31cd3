using System.Net;
using System.Security.Claims;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Local;

internal sealed class LocalHttpRequest(FunctionContext context, HttpListenerRequest request, Stream body) : HttpRequestData(context)
{
    public override Stream Body => body;

    public override HttpHeadersCollection Headers { get; } =
        new(request.Headers.AllKeys.Select(name => KeyValuePair.Create<string, IEnumerable<string>>(name!, request.Headers.GetValues(name)!)));

    public override Uri Url => request.Url!;

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => request.HttpMethod;

    public override HttpResponseData CreateResponse() => new LocalHttpResponse(FunctionContext);
}
