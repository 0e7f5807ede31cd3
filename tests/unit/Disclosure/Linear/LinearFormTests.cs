using IncDiv.Disclosure.Linear;

namespace IncDiv.Disclosure.Tests.Linear;

public sealed class LinearFormTests
{
    private const int Width = 160;

    // The form changes from a list of few terms to an array of all columns. The sum is the same in both.
    [Fact]
    public void Sums_of_forms_are_those_of_their_coefficients()
    {
        var random = new Random(7);
        for (int round = 0; round < 50; round++)
        {
            (LinearForm sum, ulong[] expected) = Draw(random, random.Next(6));
            HashSet<int> places = [.. sum.Places];
            for (int more = 0; more < 12; more++)
            {
                (LinearForm form, ulong[] coefficients) = Draw(random, random.Next(60));
                uint factor = (uint)random.Next(1, int.MaxValue);
                sum.AddMultiple(form, factor, p => places.Add(p));
                for (int place = 0; place < Width; place++)
                    expected[place] = (expected[place] + coefficients[place] * factor % int.MaxValue) % int.MaxValue;

                Assert.Equal(expected, Enumerable.Range(0, Width).Select(p => sum[p]));
                Assert.True(places.IsSupersetOf(sum.Places));
            }
        }
    }

    [Fact]
    public void Terms_that_cancel_are_removed()
    {
        var form = new LinearForm(Width);
        form.Append(3, 5);
        form.Append(9, 1);
        var other = new LinearForm(Width);
        other.Append(3, 1);

        form.AddMultiple(other, int.MaxValue - 5);

        Assert.Equal([9], form.Places);
    }

    [Fact]
    public void Terms_of_one_column_are_merged()
    {
        var form = new LinearForm(Width);
        form.Append(3, 5);
        form.Append(3, 6);

        Assert.Equal((1, 11UL), (form.Length, form[3]));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    public void A_form_over_some_columns_has_their_coefficients(int terms)
    {
        (LinearForm form, ulong[] coefficients) = Draw(new Random(3), terms);
        int[] kept = [.. Enumerable.Range(0, Width).Where(p => p % 3 != 1)];

        LinearForm narrow = form.Over(kept);

        Assert.Equal(kept.Select(p => coefficients[p]), Enumerable.Range(0, kept.Length).Select(p => narrow[p]));
    }

    private static (LinearForm, ulong[]) Draw(Random random, int terms)
    {
        var form = new LinearForm(Width);
        ulong[] coefficients = new ulong[Width];
        foreach (int place in Enumerable.Range(0, Width).OrderBy(_ => random.Next()).Take(terms).Order())
            form.Append(place, (uint)(coefficients[place] = (ulong)random.Next(1, int.MaxValue)));
        // More terms than a list holds.
        if (terms > Width / 8)
            form.AddMultiple(new LinearForm(Width), 1);
        return (form, coefficients);
    }
}
