using Column = IncDiv.Disclosure.Linear.LinearForm<double, IncDiv.Disclosure.Intervals.RoundedField>;

namespace IncDiv.Disclosure.Tests.Intervals;

public sealed class TableauTests
{
    private const int Basics = 90;
    private const int Nonbasics = 60;

    // After any exchanges, every row and the objective still hold for the same values of the variables.
    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public void Exchanges_keep_every_equation(int entries)
    {
        var random = new Random(5);
        var tableau = new Tableau(Basics);
        double[] values = [.. Enumerable.Range(0, Nonbasics).Select(_ => random.NextDouble()), .. new double[Basics]];
        double objective = 0;
        for (int k = 0; k < Nonbasics; k++)
        {
            var column = new Column(Basics);
            foreach (int line in Enumerable.Range(0, Basics).OrderBy(_ => random.Next()).Take(entries).Order())
            {
                int entry = random.Next(2) == 0 ? 1 : -1;
                column.Append(line, entry);
                values[Nonbasics + line] += entry * values[k];
            }
            tableau.Add(column, k % 3);
            objective += k % 3 * values[k];
        }
        int[] basic = [.. Enumerable.Range(Nonbasics, Basics)], nonbasic = [.. Enumerable.Range(0, Nonbasics)];

        for (int exchange = 0; exchange < 80; exchange++)
        {
            int line = random.Next(Basics);
            if (tableau.Line(line).Where(k => Math.Abs(tableau[k][line]) > 0.3).Select(k => (int?)k).FirstOrDefault() is not { } place)
                continue;
            tableau.Pivot(line, place);
            (basic[line], nonbasic[place]) = (nonbasic[place], basic[line]);
        }

        for (int line = 0; line < Basics; line++)
        {
            Assert.Equal(values[basic[line]], Enumerable.Range(0, Nonbasics).Sum(k => tableau[k][line] * values[nonbasic[k]]), 6);
            Assert.Equal(Enumerable.Range(0, Nonbasics).Where(k => tableau[k][line] != 0), tableau.Line(line));
        }
        Assert.Equal(objective, Enumerable.Range(0, Nonbasics).Sum(k => tableau.Objective[k] * values[nonbasic[k]]), 6);
    }
}
