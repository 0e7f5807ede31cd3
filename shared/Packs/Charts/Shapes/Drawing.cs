namespace IncDiv.Packs.Charts.Shapes;

/// <summary>What a chart looks like, in shapes that SVG and PDF both know. Units are points; y grows downwards.</summary>
/// <param name="Shapes">In the order in which they are painted.</param>
internal sealed record Drawing(double Width, double Height, IReadOnlyList<Shape> Shapes);
