namespace IncDiv.Anonymisation.Tests;

public sealed class PseudonymKeyTests
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static readonly Feed Pas = ContractSet.Embedded.Feeds.Find("pas")!;
    private static readonly Feed Workforce = ContractSet.Embedded.Feeds.Find("workforce")!;

    [Theory]
    [InlineData(null, "is missing. Set it to 32 random bytes in base64")]
    [InlineData("  ", "is missing")]
    [InlineData("not a key!", "neither base64 nor hexadecimal")]
    [InlineData("c2hvcnQ=", "has 40 bits instead of 256")]
    [InlineData("0011223344556677", "has 64 bits instead of 256")]
    public void A_missing_or_short_key_is_refused_with_the_remedy_and_without_the_key(string? secret, string message)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => PseudonymKey.Parse(secret, "k1"));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        if (secret?.Trim().Length > 0)
            Assert.DoesNotContain(secret, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_without_an_id_is_refused() => Assert.Throws<FormatException>(() => PseudonymKey.Parse(Hex, ""));

    [Theory]
    [InlineData("k 1")]
    [InlineData("k/1")]
    [InlineData("k=1")]
    [InlineData("é")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void An_id_that_cannot_be_part_of_a_blob_name_is_refused(string id) =>
        Assert.Contains("letters, digits", Assert.Throws<FormatException>(() => PseudonymKey.Parse(Hex, id)).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_text_never_shows_the_secret() => Assert.Equal("pseudonym key 'k1'", PseudonymKey.Parse(Hex, "k1").ToString());

    [Fact]
    public void Base64_and_hexadecimal_forms_are_the_same_key() => Assert.Equal(
        PseudonymKey.Parse(Hex, "k1").DeriveFor(Pas),
        PseudonymKey.Parse(Convert.ToBase64String(Convert.FromHexString(Hex)), "k1").DeriveFor(Pas));

    [Fact]
    public void The_sub_key_is_HKDF_over_length_prefixed_parts()
    {
        byte[] info = [.. Part("pseudonym"), .. Part("v1"), .. Part("pas"), .. Part("respondent_id"), .. Part("k1")];

        // RFC 5869 written out with HMAC: extract with a zero salt, then the first block of expand.
        byte[] extracted = HMACSHA256.HashData(new byte[32], Convert.FromHexString(Hex));
        byte[] expected = HMACSHA256.HashData(extracted, (byte[])[.. info, 1]);

        Assert.Equal(expected, PseudonymKey.Parse(Hex, "k1").DeriveFor(Pas));

        static byte[] Part(string text) => [0, 0, 0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
    }

    [Fact]
    public void Feeds_and_key_versions_have_sub_keys_of_their_own()
    {
        byte[][] keys =
        [
            PseudonymKey.Parse(Hex, "k1").DeriveFor(Pas), PseudonymKey.Parse(Hex, "k1").DeriveFor(Workforce), PseudonymKey.Parse(Hex, "k2").DeriveFor(Pas),
        ];

        Assert.Equal(3, keys.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void A_pseudonym_is_the_first_half_of_the_keyed_hash_and_does_not_depend_on_those_before()
    {
        PseudonymKey key = PseudonymKey.Parse(Hex, "k1");
        using var pseudonymiser = new Pseudonymiser(Pas, key);
        byte[] hash = HMACSHA256.HashData(key.DeriveFor(Pas), "R00001"u8);

        UInt128 first = pseudonymiser.Pseudonym("R00001"u8);

        Assert.Equal(Convert.ToHexStringLower(hash)[..32], first.ToString("x32", null));
        Assert.NotEqual(first, pseudonymiser.Pseudonym("R00002"u8));
        Assert.Equal(first, pseudonymiser.Pseudonym("R00001"u8));
    }

    // Computed with Python's hmac module. Pseudonyms must stay the same across releases, processes and machines.
    [Fact]
    public void Pseudonyms_are_stable()
    {
        using var pas = new Pseudonymiser(Pas, PseudonymKey.Parse(Hex, "k1"));
        using var workforce = new Pseudonymiser(Workforce, PseudonymKey.Parse(Hex, "k1"));

        Assert.Equal("f9353c1e570135e6c81145dc91a9f3a5", pas.Pseudonym("123456"u8).ToString("x32", null));
        Assert.Equal("d70a33db648fad65c41ed951887520bf", workforce.Pseudonym("123456"u8).ToString("x32", null));
    }

    [Fact]
    public void The_platform_computes_HMAC_as_RFC_4231_case_2() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Convert.ToHexStringLower(HMACSHA256.HashData("Jefe"u8, "what do ya want for nothing?"u8)));

    [Fact]
    public void The_platform_computes_HKDF_as_RFC_5869_case_1() => Assert.Equal(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        Convert.ToHexStringLower(HKDF.DeriveKey(
            HashAlgorithmName.SHA256, [.. Enumerable.Repeat((byte)0x0B, 22)], 42,
            Convert.FromHexString("000102030405060708090a0b0c"), Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"))));
}
