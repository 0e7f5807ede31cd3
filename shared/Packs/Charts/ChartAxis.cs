using System.Globalization;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Charts;

/// <summary>A horizontal axis from zero to the next round step, between two x positions.</summary>
internal sealed class ChartAxis(double maximum, double left, double right)
{
    private const int MostSteps = 5;

    private readonly double _step = RoundStep(maximum / MostSteps);

    /// <summary>Values where a line is drawn, in ascending order.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, Steps + 1).Select(i => _step * i);

    private int Steps => Math.Max(1, (int)Math.Ceiling(maximum / _step));

    public double X(double value) => left + (right - left) * Math.Clamp(value / (_step * Steps), 0, 1);

    /// <summary>A coordinate as SVG writes it; a tenth of a pixel is enough and hides nothing that the figures show.</summary>
    public static string Coordinate(double position) => Rounding.Round(position, 1).ToString(CultureInfo.InvariantCulture);

    private static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(atLeast, 1e-6))));
        foreach (double step in (double[])[1, 2, 5])
            if (atLeast <= step * power)
                return step * power;
        return 10 * power;
    }
}
