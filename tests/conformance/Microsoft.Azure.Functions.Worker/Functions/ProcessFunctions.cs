using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>Functions for an app in a process of its own: they report by blobs.</summary>
public static class ProcessFunctions
{
    [Function("Report")]
    public static async Task ReportAsync([BlobTrigger("%Box%/{name}", Connection = "Drops")] BlobClient blob, FunctionContext context, CancellationToken cancellationToken)
    {
        IConfiguration configuration = context.InstanceServices.GetRequiredService<IConfiguration>();
        BlobContainerClient reports = blob.GetParentBlobContainerClient().GetParentBlobServiceClient().GetBlobContainerClient(configuration["Reports"]);
        await reports.UploadBlobAsync($"began/{blob.Name}/{context.InvocationId}", BinaryData.Empty, cancellationToken);
        if (configuration["Hang"] is { } hang)
            await Task.Delay(TimeSpan.Parse(hang, CultureInfo.InvariantCulture), CancellationToken.None);
        await reports.UploadBlobAsync($"ended/{blob.Name}/{context.InvocationId}", BinaryData.Empty, cancellationToken);
    }
}
