namespace IncDiv.Functions;

internal static class HttpAnswer
{
    /// <summary>Creates a plain-text response with one sentence.</summary>
    public static async Task<HttpResponseData> RespondAsync(
        this HttpRequestData request, HttpStatusCode status, string sentence, CancellationToken cancellationToken)
    {
        HttpResponseData response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        await response.WriteStringAsync(sentence, cancellationToken);
        return response;
    }
}
