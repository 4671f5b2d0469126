namespace Marketplace.Abstractions.Tests.Mail;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("o'brien@example.com", "o'brien@example.com")]
    [InlineData("  Ann+shop@Example.COM ", "Ann+shop@example.com")]
    [InlineData("x@müller.example", "x@xn--mller-kva.example")]
    [InlineData("x@XN--MLLER-KVA.Example", "x@xn--mller-kva.example")]
    [InlineData("'ann@example.com'", "ann@example.com")]
    [InlineData("\"ann@example.com\"", "ann@example.com")]
    [InlineData("{odd}!#$%&*/=?^_`|~@example.com", "{odd}!#$%&*/=?^_`|~@example.com")]
    public void An_address_is_taken_as_a_whole(string typed, string address)
    {
        Assert.True(Mailbox.TryParse(typed, allowName: false, out var mailbox));
        Assert.Equal((address, ""), (mailbox.Address, mailbox.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann @example.com")]
    [InlineData("o'brien ann@example.com")]
    [InlineData("ann@example.com, bob@example.com")]
    [InlineData("ann@bob@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData("ann@example.com'")]
    [InlineData("ann@example.com.")]
    [InlineData("ann@127.0.0.1")]
    [InlineData("ann@exa mple.com")]
    [InlineData("ann\u200b@example.com")]
    [InlineData("ånn@example.com")]
    [InlineData("ann@example.com\r\nBcc: all@example.com")]
    public void What_is_no_address_as_a_whole_is_none(string? typed) => Assert.False(Mailbox.TryParse(typed, allowName: false, out _));

    [Theory]
    [InlineData("Ann Lee <ann@example.com>", "Ann Lee")]
    [InlineData("\"Lee, \\\"Annie\\\"\" <ann@example.com>", "Lee, \"Annie\"")]
    [InlineData("'ann@example.com' < ann@example.com >", "'ann@example.com'")]
    [InlineData("ann@example.com (Ann Lee)", "Ann Lee")]
    [InlineData("<ann@example.com>", "")]
    public void A_name_may_stand_beside_it(string typed, string name)
    {
        Assert.True(Mailbox.TryParse(typed, allowName: true, out var mailbox));
        Assert.Equal(("ann@example.com", name), (mailbox.Address, mailbox.Name));
    }

    [Theory]
    [InlineData("x@müller.example", "X@XN--MLLER-KVA.EXAMPLE")]
    [InlineData("Ann@Example.com", " ann@example.COM")]
    [InlineData("ann@ＥＸＡＭＰＬＥ.com", "ann@example.com")]
    public void Two_spellings_of_a_mailbox_have_one_key(string one, string other) => Assert.Equal(Mailbox.KeyOf(one), Mailbox.KeyOf(other));

    [Theory]
    [InlineData("ann@example.com", "ann+shop@example.com")]
    [InlineData("o'brien@example.com", "brien@example.com")]
    [InlineData("ann@straße.example", "ann@strasse.example")]
    [InlineData("no address", "an.address@example.com")]
    public void Different_mailboxes_have_different_keys(string one, string other) =>
        Assert.NotEqual(Mailbox.KeyOf(one), Mailbox.KeyOf(other));
}
