-- What goes back to the vendor is kept whole, however long; keys hold a short form of it (VendorText).
alter table conversation alter column vendor_id type varchar;
alter table vendor_file alter column vendor_attachment_id type varchar;
