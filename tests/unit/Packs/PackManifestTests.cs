using IncDiv.Packs.Manifest;

namespace IncDiv.Packs.Tests;

public sealed class PackManifestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("incdiv-pack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_pack_as_published_has_no_fault()
    {
        await WriteAsync();
        Assert.Empty(await PackFolder.VerifyAsync(_folder, CancellationToken.None));
    }

    [Fact]
    public async Task A_missing_a_changed_and_an_extra_file_are_each_named()
    {
        await WriteAsync();
        File.Delete(Path.Combine(_folder, "index.html"));
        byte[] csv = await File.ReadAllBytesAsync(Path.Combine(_folder, "measures.csv"));
        csv[^5] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(_folder, "measures.csv"), csv);
        Directory.CreateDirectory(Path.Combine(_folder, "more"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "more", "note.txt"), "later");
        Assert.Equal(
            [
                "index.html is missing.",
                "measures.csv has changed: its SHA-256 is not that of the manifest.",
                "more/note.txt is not in the manifest: it was added after publication.",
            ],
            (await PackFolder.VerifyAsync(_folder, CancellationToken.None)).Select(f => f.Message));
    }

    [Fact]
    public async Task A_shortened_file_is_named_with_both_sizes()
    {
        await WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "measures.parquet"), "PAR");
        Assert.Equal(
            "measures.parquet has changed: 3 bytes instead of 4.",
            Assert.Single(await PackFolder.VerifyAsync(_folder, CancellationToken.None)).Message);
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_not_a_pack() =>
        Assert.Equal("manifest.json", Assert.Single(await PackFolder.VerifyAsync(_folder, CancellationToken.None)).File);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"packId\":\"stride-quarterly\"}")]
    [InlineData("[]")]
    public async Task A_manifest_that_cannot_be_read_is_a_fault_and_not_an_exception(string json)
    {
        await WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "manifest.json"), json);
        Assert.StartsWith(
            "manifest.json cannot be read", Assert.Single(await PackFolder.VerifyAsync(_folder, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_lists_files_by_name_with_their_known_hash()
    {
        using JsonDocument json = JsonDocument.Parse(PackManifest.Create(SamplePack.Input(), Files()).ToFile().Content);
        JsonElement[] files = [.. json.RootElement.GetProperty("files").EnumerateArray()];
        Assert.Equal(
            ["index.html", "measures.csv", "measures.csv-metadata.json", "measures.parquet", "pack.pdf", "pack.xlsx"],
            files.Select(f => f.GetProperty("name").GetString()));
        // printf PAR1 | sha256sum
        Assert.Equal("fbc62d3b511368ee275ddc74117d8689b430e1427220e25d30816201d89ca7b6", files[3].GetProperty("sha256").GetString());
        Assert.Equal(4, files[3].GetProperty("bytes").GetInt64());
    }

    [Fact]
    public void The_provenance_names_the_data_behind_the_figures()
    {
        Provenance provenance = PackManifest.Create(SamplePack.Input(), Files()).Provenance;
        Assert.Equal(["9a1be03c55d2f7e4", "5d41402abc4b2a76"], provenance.Drops.Select(d => d.DropId));
        Assert.Equal(["pas", "staff-survey", "victim-satisfaction", "workforce"], provenance.Contracts.Select(c => c.Feed));
        Assert.Equal(
            (SampleRows.All().Count, "3f6c1d2e", "0.1.0+178d22c5b1a0f4f6a3d2c9e8b7a6958473625140"),
            (provenance.MeasureRows, provenance.CatalogueVersion, provenance.CodeVersion));
    }

    [Fact]
    public void A_manifest_reads_back_and_writes_the_same_bytes()
    {
        byte[] bytes = PackManifest.Create(SamplePack.Input(), Files()).ToFile().Content.ToArray();
        PackManifest? read = PackManifest.Parse(bytes, out string problem);
        Assert.Equal("", problem);
        Assert.Equal(bytes, read!.ToFile().Content.ToArray());
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    private static PackFile[] Files() => [.. PackRenderer.Render(SamplePack.Input()), new PackFile("measures.parquet", Encoding.ASCII.GetBytes("PAR1"))];

    private async Task WriteAsync()
    {
        PackFile[] files = Files();
        foreach (PackFile file in files.Append(PackManifest.Create(SamplePack.Input(), files).ToFile()))
            await File.WriteAllBytesAsync(Path.Combine(_folder, file.Name), file.Content);
    }
}
