namespace IncDiv.Contracts.Tests.Output;

public sealed class EnumTextTests
{
    /// <summary>The texts of outputs.md section 2: they are a contract with the readers of the measures table.</summary>
    [Fact]
    public void Every_closed_set_has_the_published_texts()
    {
        Assert.Equal(["level", "gap", "ratio", "index", "change"], RoundTrip<Statistic>());
        Assert.Equal(["quarter", "rolling-4q", "snapshot", "wave"], RoundTrip<MeasureWindow>());
        Assert.Equal(["percent", "percentage points", "ratio", "count", "years", "pounds"], RoundTrip<Unit>());
        Assert.Equal(["up", "down", "parity", "none"], RoundTrip<Polarity>());
        Assert.Equal(["no target", "no data", "met", "near", "missed"], RoundTrip<TargetStatus>());
        Assert.Equal(["", "higher", "lower", "no clear difference"], RoundTrip<Significance>());
        Assert.Equal(["", "common cause", "improvement", "concern", "shift"], RoundTrip<Variation>());
        Assert.Equal(["", "pass", "fail", "hit or miss", "too few points"], RoundTrip<Assurance>());
        Assert.Equal(["", "c", "x", "z", "u", "b", "r", "p", "low"], RoundTrip<Symbols>());
    }

    [Theory]
    [InlineData(Symbols.None, "")]
    [InlineData(Symbols.Break | Symbols.SmallBase, "u b")]
    [InlineData(Symbols.Provisional | Symbols.Break | Symbols.Suppressed, "c b p")]
    public void Symbols_are_written_in_one_order(Symbols symbols, string text)
    {
        Assert.Equal(text, symbols.ToText());
        Assert.Equal(symbols, EnumText.Parse<Symbols>(text));
    }

    [Fact]
    public void Symbols_are_read_in_any_order() => Assert.Equal(Symbols.SmallBase | Symbols.Break, EnumText.Parse<Symbols>("b u"));

    [Theory]
    [InlineData("Level")]
    [InlineData("0")]
    [InlineData(" level")]
    [InlineData("")]
    public void Another_text_is_refused_with_those_that_there_are(string text) => Assert.Equal(
        $"'{text}' is no Statistic; it must be one of 'level', 'gap', 'ratio', 'index', 'change'.",
        Assert.Throws<InvalidDataException>(() => EnumText.Parse<Statistic>(text)).Message);

    [Theory]
    [InlineData("u  b")]
    [InlineData("u,b")]
    [InlineData("u q")]
    [InlineData(" ")]
    public void Other_symbols_are_refused(string text) => Assert.Throws<InvalidDataException>(() => EnumText.Parse<Symbols>(text));

    [Fact]
    public void A_value_outside_its_set_is_never_written() => Assert.Throws<InvalidOperationException>(() => ((Statistic)99).ToText());

    [Fact]
    public void JSON_has_the_same_texts()
    {
        string json = JsonSerializer.Serialize(new { Window = MeasureWindow.Rolling, Symbol = Symbols.SmallBase | Symbols.Break });
        Assert.Equal("""{"Window":"rolling-4q","Symbol":"u b"}""", json);
        Assert.Equal(MeasureWindow.Rolling, JsonSerializer.Deserialize<MeasureWindow>("\"rolling-4q\""));
    }

    [Fact]
    public void A_key_says_what_it_is_of() =>
        Assert.Equal(
            "PAS-01|rolling-4q|gap|sex|Female|Male",
            new FigureKey("PAS-01", Statistic.Gap, "sex", "Female", "Male", MeasureWindow.Rolling).ToString());

    private static IReadOnlyList<string> RoundTrip<T>()
        where T : struct, Enum
    {
        Assert.All(Enum.GetValues<T>(), value => Assert.Equal(value, EnumText.Parse<T>(value.ToText())));
        return EnumText.All<T>();
    }
}
