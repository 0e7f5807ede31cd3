namespace IncDiv.Ingestion.Tests.Receipts;

/// <summary>Checks receipts in the distribution's Chromium with axe-core; <c>test.sh</c> installs both. INCDIV_SHOTS names a folder for screenshots.</summary>
[Trait("Tier", "Browser")]
public sealed class ReceiptPageInBrowserTests
{
    [Fact]
    public async Task A_browser_finds_nothing_wrong_with_receipts_of_any_kind()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("incdiv-receipts-");
        try
        {
            foreach ((string kind, Receipt receipt) in await SampleReceipts.OfEveryKind())
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, kind + ".html"), ReceiptPage.Render(receipt));

            Assert.Equal("", await LookAsync(folder));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_browser_check_finds_faults()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("incdiv-receipts-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "wrong.html"), """
                <!DOCTYPE html><html><head><title>Wrong</title></head>
                <body><main><h1 style="color: #ccc; width: 900px">Pale</h1><img src="http://127.0.0.1:9/a.png"></main></body></html>
                """);

            string found = await LookAsync(folder);

            Assert.All(
                (string[])["color-contrast", "html-has-lang", "image-alt", "request to http://127.0.0.1:9/a.png", "content is 908 px wide"],
                fault => Assert.Contains(fault, found, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> LookAsync(DirectoryInfo folder)
    {
        var start =
            new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.PathOf("tests/browser") };
        start.ArgumentList.Add("look.mjs");
        if (Environment.GetEnvironmentVariable("INCDIV_SHOTS") is { Length: > 0 } shots)
        {
            start.ArgumentList.Add("--shots");
            start.ArgumentList.Add(shots);
        }
        foreach (FileInfo page in folder.GetFiles("*.html").OrderBy(f => f.Name, StringComparer.Ordinal))
            start.ArgumentList.Add(page.FullName);
        using Process node = Process.Start(start)!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string found = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return found + await errors;
    }
}
