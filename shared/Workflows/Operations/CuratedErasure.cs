namespace IncDiv.Workflows.Operations;

/// <summary>Rows of a curated file that an erasure removes.</summary>
public sealed record FoundRows(Quarter Quarter, string DropId, int Rows);

/// <summary>Finds and removes people's rows in curated data and bridges.</summary>
public sealed class CuratedErasure(CuratedStore curated, BridgeStore bridges, PseudonymKeys keys, AuditLog audit)
{
    private const string Remedy = "Add them to RetiredPseudonymKeys (ID=KEY or ID=LOCATION) and run this command again; nothing was changed.";

    /// <summary>The bridges of the feed.</summary>
    /// <exception cref="InvalidOperationException">The keys of a bridge are not loaded.</exception>
    public async Task<IReadOnlyList<string>> FindBridgesAsync(Feed feed, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> paths = await bridges.ListAsync(feed.Name, cancellationToken);
        return paths.FirstOrDefault(p => !BridgeStore.Touches(p, keys.All.Select(k => k.Id))) is { } unknown
            ? throw new InvalidOperationException($"Neither of the two keys of the bridge {unknown} is loaded. {Remedy}")
            : paths;
    }

    /// <summary>The curated files that hold one of the people.</summary>
    /// <exception cref="InvalidOperationException">A key of the feed's data is not loaded.</exception>
    public async Task<IReadOnlyList<FoundRows>> FindAsync(Feed feed, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        var found = new List<FoundRows>();
        var missingKeys = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((Quarter quarter, string dropId) in await curated.ListAsync(feed.Name, cancellationToken))
        {
            await using FileStream file = TemporaryFile.Create();
            await curated.DownloadAsync(feed.Name, quarter, dropId, file, cancellationToken);
            string keyId = await CuratedReader.KeyIdAsync(file, cancellationToken) ?? "";
            if (!keys.All.Any(k => k.Id == keyId))
                missingKeys.Add($"'{keyId}'");
            else if (await CuratedReader.CountAsync(feed, quarter, file, people, cancellationToken) is > 0 and int rows)
                found.Add(new FoundRows(quarter, dropId, rows));
        }
        return missingKeys.Count == 0
            ? found
            : throw new InvalidOperationException(
                $"Curated data of {feed.Name} cannot be searched, because its pseudonym keys are not loaded: {string.Join(", ", missingKeys)}. {Remedy}");
    }

    public async Task RewriteAsync(Feed feed, FoundRows part, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        string rows = string.Create(CultureInfo.InvariantCulture, $"{CuratedStore.PathOf(feed.Name, part.Quarter, part.DropId)}: {part.Rows}");
        await audit.WriteAsync("rows erased", rows, cancellationToken);
        await using FileStream file = TemporaryFile.Create(), rewritten = TemporaryFile.Create();
        await curated.DownloadAsync(feed.Name, part.Quarter, part.DropId, file, cancellationToken);
        await CuratedRewriter.WithoutAsync(feed, part.Quarter, file, people, rewritten, cancellationToken);
        rewritten.Position = 0;
        await curated.PutAsync(feed.Name, part.Quarter, part.DropId, rewritten, cancellationToken);
    }

    public async Task RewriteAsync(string bridge, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        await using FileStream file = TemporaryFile.Create(), rewritten = TemporaryFile.Create();
        await bridges.DownloadAsync(bridge, file, cancellationToken);
        bool found = false;
        await using (BridgeWriter writer = await BridgeWriter.CreateAsync(rewritten, cancellationToken))
        {
            await foreach (IReadOnlyList<(UInt128 Old, UInt128 New)> pairs in BridgeReader.ReadAsync(file, cancellationToken))
            {
                (UInt128, UInt128)[] left = [.. pairs.Where(p => !people.Contains(p.Old) && !people.Contains(p.New))];
                found |= left.Length < pairs.Count;
                if (left.Length > 0)
                    await writer.WriteAsync(left, cancellationToken);
            }
        }
        rewritten.Position = 0;
        if (found)
            await bridges.PutAsync(bridge, rewritten, cancellationToken);
    }

    /// <summary>The pseudonyms of people under every loaded key.</summary>
    public HashSet<UInt128> PseudonymsOf(Feed feed, byte[][] canonical)
    {
        var people = new HashSet<UInt128>();
        foreach (PseudonymKey key in keys.All)
        {
            using var anonymiser = new Anonymiser(feed, key);
            people.UnionWith(canonical.Select(id => anonymiser.PseudonymOf(id)));
        }
        return people;
    }
}
