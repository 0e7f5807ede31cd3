using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace IncDiv.Resilience.Tests.Security;

/// <summary>Every actor tries every operation on every container, with a shared access signature that has the rights in <c>infra/azure/access.json</c>. The
/// expected rights are repeated here, so that a right that is added there by mistake is detected.</summary>
public sealed class AccessMatrixTests : IAsyncLifetime
{
    private const string Folder = "pas/";
    private const string OtherFolder = "workforce/";

    private static readonly string[] Operations = ["list", "read", "create", "overwrite", "delete", "set metadata"];

    private static readonly Dictionary<string, Dictionary<string, string[]>> Expected = new()
    {
        ["app"] = new()
        {
            ["drops"] = ["list", "read", "delete"],
            ["quarantine"] = Operations,
            ["receipts"] = Operations,
            ["curated"] = Operations,
            ["bi-data"] = Operations,
            ["measures"] = Operations,
            ["evidence"] = Operations,
            ["work"] = Operations,
            ["packs"] = ["list", "read", "create", "overwrite", "set metadata"],
        },
        ["steward"] = new() { ["quarantine"] = ["list", "read"], ["receipts"] = ["list", "read"] },
        ["sidu"] = new() { ["packs"] = ["list", "read"] },
        ["bi"] = new() { ["bi-data"] = ["list", "read"], ["measures"] = ["list", "read"] },
        ["privacy"] = new() { ["evidence"] = ["list", "read"] },
    };

    private Emulator _emulator = null!;
    private BlobServiceClient _owner = null!;
    private StorageSharedKeyCredential _key = null!;

    public async Task InitializeAsync()
    {
        _emulator = await Emulator.StartAsync();
        string connection = _emulator.Account(0);
        _owner = new BlobServiceClient(connection, Version());
        _key = new StorageSharedKeyCredential(_owner.AccountName, Regex.Match(connection, "AccountKey=([^;]+)").Groups[1].Value);
        await new PipelineStorage(new StorageOptions { ConnectionString = connection }, TimeProvider.System).EnsureCreatedAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    public static TheoryData<string> Actors => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Actors))]
    public async Task An_actor_can_do_what_it_must_and_nothing_else(string actor)
    {
        foreach (string container in ContainerNames.All)
        {
            string letters = Granted(actor, container);
            string[] expected = Expected[actor].GetValueOrDefault(container, []);
            // An actor without rights has no signature. A call without a signature is refused as well.
            var client = new BlobContainerClient(Signed(_owner.GetBlobContainerClient(container).Uri, letters, container, null), Version());
            Assert.Equal(
                (actor, container, string.Join(", ", expected)),
                (actor, container, string.Join(", ", await PossibleAsync(client, container, Folder))));
        }
    }

    [Fact]
    public async Task A_source_team_can_create_in_its_own_folder_and_read_its_receipts_and_nothing_else()
    {
        foreach (string container in ContainerNames.All)
        {
            string letters = Granted("sourceTeam", container);
            string[] expected = container switch { "drops" => ["create"], "receipts" => ["read"], _ => [] };
            Assert.Equal(
                (container, string.Join(", ", expected)),
                (container, string.Join(", ", await PossibleAsync(name => Blob(container, name, letters), container, Folder))));
            // A signature for one folder gives no access to another.
            static string Signed(string name) => name.Replace(OtherFolder, Folder, StringComparison.Ordinal);
            Assert.Equal(
                (container, ""),
                (container, string.Join(", ", await PossibleAsync(name => Blob(container, name, letters, signedFor: Signed(name)), container, OtherFolder))));
        }
    }

    [Fact]
    public async Task An_expired_or_altered_signature_gives_no_access()
    {
        await _owner.GetBlobContainerClient("packs").GetBlobClient("a").UploadAsync(new BinaryData("x"), overwrite: true);
        Uri packs = _owner.GetBlobContainerClient("packs").Uri;
        foreach (Uri uri in new[]
        {
            Signed(packs, "rl", "packs", null, TimeSpan.FromMinutes(-1)),
            new Uri(Signed(packs, "r", "packs", null).AbsoluteUri.Replace("sp=r&", "sp=rd&", StringComparison.Ordinal)),
            new Uri(Signed(packs, "rl", "packs", null).AbsoluteUri.Replace("/packs?", "/curated?", StringComparison.Ordinal)),
        })
            Assert.Equal("", string.Join(", ", await PossibleAsync(new BlobContainerClient(uri, Version()), uri.AbsolutePath.Split('/')[^1], Folder)));
    }

    private static string Granted(string actor, string container)
    {
        using JsonDocument access = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("infra/azure/access.json")));
        return access.RootElement.GetProperty(actor).TryGetProperty(container, out JsonElement letters) ? letters.GetString()! : "";
    }

    private Task<IReadOnlyList<string>> PossibleAsync(BlobContainerClient client, string container, string folder) =>
        PossibleAsync(client.GetBlobClient, container, folder, client);

    private async Task<IReadOnlyList<string>> PossibleAsync(Func<string, BlobClient> blob, string container, string folder, BlobContainerClient? whole = null)
    {
        BlobContainerClient owner = _owner.GetBlobContainerClient(container);
        foreach (string name in new[] { "there", "old", "other" })
            await owner.GetBlobClient(folder + name).UploadAsync(new BinaryData("before"), overwrite: true);
        await owner.GetBlobClient(folder + "new").DeleteIfExistsAsync();
        var possible = new List<string>();
        foreach (string operation in Operations)
        {
            try
            {
                switch (operation)
                {
                    case "list":
                        // A signature for one blob is not valid for its container.
                        var uri = new UriBuilder(owner.Uri) { Query = blob(folder + "there").Uri.Query };
                        await (whole ?? new BlobContainerClient(uri.Uri, Version())).GetBlobsAsync().AsPages().FirstAsync();
                        break;
                    case "read":
                        await blob(folder + "there").DownloadContentAsync();
                        break;
                    case "create":
                        await blob(folder + "new").UploadAsync(new BinaryData("new"), new BlobUploadOptions());
                        break;
                    case "overwrite":
                        await blob(folder + "there").UploadAsync(new BinaryData("after"), overwrite: true);
                        break;
                    case "delete":
                        await blob(folder + "old").DeleteAsync();
                        break;
                    default:
                        await blob(folder + "other").SetMetadataAsync(new Dictionary<string, string> { ["a"] = "b" });
                        break;
                }
                possible.Add(operation);
            }
            catch (RequestFailedException e) when (e.Status is 403 or 401)
            {
                // The operation was refused, so it is not added to the list.
            }
        }
        return possible;
    }

    private BlobClient Blob(string container, string name, string letters, string? signedFor = null) =>
        new(Signed(_owner.GetBlobContainerClient(container).GetBlobClient(name).Uri, letters, container, signedFor ?? name), Version());

    private Uri Signed(Uri resource, string letters, string container, string? blob, TimeSpan? lifetime = null)
    {
        if (letters.Length == 0)
            return resource;
        var sas = new BlobSasBuilder
        {
            BlobContainerName = container,
            BlobName = blob,
            Resource = blob is null ? "c" : "b",
            ExpiresOn = TimeProvider.System.GetUtcNow() + (lifetime ?? TimeSpan.FromMinutes(10)),
        };
        sas.SetPermissions(letters, normalize: true);
        return new UriBuilder(resource) { Query = sas.ToSasQueryParameters(_key).ToString() }.Uri;
    }

    private static BlobClientOptions Version() => new(BlobClientOptions.ServiceVersion.V2023_01_03) { Retry = { MaxRetries = 0 } };
}
