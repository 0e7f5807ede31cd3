using IncDiv.Contracts;

namespace IncDiv.Functions.Publish;

/// <summary><c>POST /api/packs/{packId}/{quarter}</c>: publishes a pack now, whether or not it is due, and sends the notices.</summary>
public sealed class PublishPack(PackPublication publication, PackDelivery delivery)
{
    [Function(nameof(PublishPack))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "packs/{packId}/{quarter}")] HttpRequestData request, string packId, string quarter,
        CancellationToken cancellationToken)
    {
        if (!Quarter.TryParse(quarter, out Quarter period))
            return await request.RespondAsync(HttpStatusCode.BadRequest, "Write the quarter like 2026-27-Q2.", cancellationToken);
        PublishedPack? pack = await publication.PublishAsync(packId, period, cancellationToken);
        if (pack is null)
            return await request.RespondAsync(HttpStatusCode.NotFound, "There is no such pack, or the quarter has no measures yet.", cancellationToken);
        await delivery.SendDueAsync(cancellationToken);
        HttpResponseData response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteAsJsonAsync(pack, cancellationToken);
        return response;
    }
}
