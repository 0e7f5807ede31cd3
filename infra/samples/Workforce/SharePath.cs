namespace IncDiv.Samples.Workforce;

/// <summary>A share of the strength over time: the strategy's figure at the end of 2016-17, moving towards the share among joiners.</summary>
internal sealed record SharePath(double Strategy, double Joiners)
{
    private const double RatePerYear = 0.0584;
    private static readonly Quarter StrategyQuarter = new(2016, 4);

    public double At(Quarter quarter)
    {
        double years = quarter.StartYear - StrategyQuarter.StartYear + (quarter.Number - StrategyQuarter.Number) / 4.0;
        return Joiners - (Joiners - Strategy) * Math.Exp(-RatePerYear * years);
    }
}
