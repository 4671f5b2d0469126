namespace Marketplace.Benchmarks;

/// <summary>What one figure came to, round by round.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public Series()
    {
    }

    private Series(IEnumerable<double> values) => _values.AddRange(values);

    public int Count => _values.Count;

    public double Least => _values.Min();

    public double Most => _values.Max();

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }

    /// <summary>How far the rounds lie apart, as a share of their median.</summary>
    public double Spread => (Most - Least) / Median;

    public void Add(double value) => _values.Add(value);

    /// <summary>The ratio within each round, in which the machine was the same for both.</summary>
    public Series Over(Series baseline) => new(_values.Zip(baseline._values, (value, other) => value / other));
}
