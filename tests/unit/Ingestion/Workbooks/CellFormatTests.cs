using IncDiv.Ingestion.Excel;

namespace IncDiv.Ingestion.Tests.Workbooks;

public sealed class CellFormatTests
{
    [Theory]
    [InlineData("dd/mm/yyyy", true)]
    [InlineData("m/d/yy h:mm", true)]
    [InlineData("mmm", true)]
    [InlineData("[$-809]dd mmmm yyyy;@", true)]
    [InlineData("yyyy\"-\"mm\"-\"dd", true)]
    [InlineData("General", false)]
    [InlineData("0.00E+00", false)]
    [InlineData("[Red]0.0;[Blue]-0.0", false)]
    [InlineData("#,##0\" days\"", false)]
    [InlineData("0;d", false)]
    [InlineData("h:mm:ss", false)]
    [InlineData("[h]:mm", false)]
    [InlineData("mm:ss.0", false)]
    [InlineData("\\d0", false)]
    [InlineData("\"open", false)]
    [InlineData("", false)]
    public void A_format_with_days_months_or_years_is_a_date(string format, bool isDate) => Assert.Equal(isDate, CellFormat.Parse(format).IsDate);

    [Theory]
    [InlineData("000000", 6)]
    [InlineData("0", 0)]
    [InlineData("0.00", 0)]
    [InlineData("000-000", 0)]
    public void A_format_of_zeros_only_gives_the_number_of_digits(string format, int zeros) => Assert.Equal(zeros, CellFormat.Parse(format).Zeros);

    [Theory]
    [InlineData(14, true)]
    [InlineData(17, true)]
    [InlineData(18, false)]
    [InlineData(22, true)]
    [InlineData(45, false)]
    [InlineData(0, false)]
    public void Built_in_formats_are_known_by_number(int id, bool isDate) => Assert.Equal(isDate, CellFormat.BuiltIn(id).IsDate);

    [Theory]
    [InlineData(1, false, "1900-01-01")]
    [InlineData(59, false, "1900-02-28")]
    [InlineData(60, false, null)]
    [InlineData(61, false, "1900-03-01")]
    [InlineData(42825, false, "2017-03-31")]
    [InlineData(42825.999, false, "2017-03-31")]
    [InlineData(2958465, false, "9999-12-31")]
    [InlineData(2958466, false, null)]
    [InlineData(0, false, null)]
    [InlineData(0, true, "1904-01-01")]
    [InlineData(41363, true, "2017-03-31")]
    [InlineData(2957003, true, "9999-12-31")]
    [InlineData(2957004, true, null)]
    [InlineData(-1, true, null)]
    [InlineData(double.NaN, false, null)]
    public void Serial_numbers_count_the_days_of_either_system(double serial, bool is1904, string? day)
    {
        Span<byte> written = stackalloc byte[10];
        Assert.Equal(day is not null, SerialDate.TryWrite(serial, is1904, written, out int length));
        Assert.Equal(day ?? "", Encoding.ASCII.GetString(written[..length]));
    }
}
