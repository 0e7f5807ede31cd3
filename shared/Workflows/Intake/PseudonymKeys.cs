namespace IncDiv.Workflows.Intake;

/// <summary>The current pseudonym key and, during the quarter in which keys overlap, the previous one. They are read once, at start-up.</summary>
public sealed class PseudonymKeys(IOptions<PipelineOptions> options)
{
    private PseudonymKey? _current;

    /// <exception cref="InvalidOperationException">The keys have not been read yet.</exception>
    public PseudonymKey Current => _current ?? throw new InvalidOperationException("The pseudonym keys were not read at the start.");

    /// <summary>The previous key; null except during the overlap.</summary>
    public PseudonymKey? Previous { get; private set; }

    /// <summary>Older keys, which only erasure needs.</summary>
    public IReadOnlyList<PseudonymKey> Retired { get; private set; } = [];

    /// <summary>All loaded keys.</summary>
    public IReadOnlyList<PseudonymKey> All => [Current, .. Previous is null ? [] : new[] { Previous }, .. Retired];

    /// <exception cref="FormatException">A key is malformed; the message says what to set.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        PipelineOptions settings = options.Value;
        _current = PseudonymKey.Parse(await SecretSource.ReadAsync(settings.PseudonymKey, cancellationToken), settings.PseudonymKeyId);
        if (settings.PreviousPseudonymKey is { Length: > 0 } previous)
            Previous = PseudonymKey.Parse(await SecretSource.ReadAsync(previous, cancellationToken), settings.PreviousPseudonymKeyId);
        if (Previous?.Id == _current.Id)
            throw new FormatException("PreviousPseudonymKeyId and PseudonymKeyId are the same. Give the new key an id of its own.");
        var retired = new List<PseudonymKey>();
        foreach (string entry in (settings.RetiredPseudonymKeys ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int end = entry.IndexOf('=', StringComparison.Ordinal);
            if (end < 1)
                throw new FormatException(
                    "RetiredPseudonymKeys is malformed. Write each key as ID=KEY, ID=file:/path or ID=https://vault-address, with blanks between.");
            retired.Add(PseudonymKey.Parse(await SecretSource.ReadAsync(entry[(end + 1)..], cancellationToken), entry[..end]));
        }
        Retired = retired;
    }
}
